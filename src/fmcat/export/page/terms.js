"use strict";
// The parts of a query that filters, heads and the timeline read, replace and take away.

/** The parts of a query that all hold, as they are written; null where an `or` stands between them. */
function conjuncts(q) {
  const parts = [];
  let depth = 0;
  let joined = false; // the next token belongs to the part before it
  for (const { 0: token, index } of q.matchAll(/\(|\)|(?:"[^"]*"?|[^\s()"])+/g)) {
    const word = token.toLowerCase();
    if (!depth && word === "or") return null;
    if (!depth && word === "and") continue;
    if (depth || joined) parts.at(-1).end = index + token.length;
    else parts.push({ start: index, end: index + token.length });
    depth += (token === "(") - (token === ")");
    joined = depth > 0 || word === "not" || word === "-";
  }
  return parts.map(({ start, end }) => q.slice(start, end));
}

/** Whether a part of a query is a plain term of this field, by any of its names. */
function isTermOf(part, field) {
  const [, name] = /^([A-Za-z][\w.-]*):/.exec(part) || [];
  if (!name) return false;
  return field === "sort" ? /^(sort|order)$/i.test(name) : catalog.field(name.toLowerCase())?.name === field;
}

/** The values that a query asks of a field, as they are written. */
function valuesIn(q, field) {
  const term = (conjuncts(q) || []).find((part) => isTermOf(part, field));
  return term ? term.slice(term.indexOf(":") + 1).match(/(?:"[^"]*"|[^,"])+/g) || [] : [];
}

/** The query with this term of a field instead of the one it has, or without it; an `or` is put in brackets first. */
function withTerm(q, field, value) {
  const parts = conjuncts(q) || [`(${q.trim()})`];
  const place = parts.findIndex((part) => isTermOf(part, field));
  const rest = parts.filter((_, i) => i !== place);
  return [...rest, value && `${field}:${value}`].filter(Boolean).join(" ");
}

/** How many models a query finds, and what its bare words are read as. */
function counted(q, wording) {
  const { readings } = parse(q, catalog);
  const count = wording.say("page_count", { count: found.length, all: catalog.models.length });
  return [count, ...readings.map((reading) => wording.say("page_read_as", reading))].join(" · ");
}
