"use strict";
// The parts of a query that filters, column headers and the timeline read, replace and remove.

/** The parts of a query that must all match, as written; null if they are joined by `or`. */
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

/** The values of a field in a query, as written. */
function valuesIn(q, field) {
  const term = (conjuncts(q) || []).find((part) => isTermOf(part, field));
  return term ? term.slice(term.indexOf(":") + 1).match(/(?:"[^"]*"|[^,"])+/g) || [] : [];
}

/** The query with this term of a field instead of its current one, or without it; an `or` is parenthesized first. */
function withTerm(q, field, value) {
  const parts = conjuncts(q) || [`(${q.trim()})`];
  const place = parts.findIndex((part) => isTermOf(part, field));
  const rest = parts.filter((_, i) => i !== place);
  return [...rest, value && `${field}:${value}`].filter(Boolean).join(" ");
}

/** How many models match a query, and what its bare words are read as. */
function counted(q, wording) {
  if (isSimilar) return found.length ? wording.say("page_similar", { count: found.length }) : "";
  const { readings } = parse(q, catalog);
  const count = wording.say("page_count", { count: found.length, all: catalog.models.length });
  return [count, ...readings.map((reading) => wording.say("page_read_as", reading))].join(" · ");
}

/** The first and last day of the span of releases that a query asks for, or null. */
function spanIn(q) {
  const [value, ...more] = valuesIn(q, "released");
  if (!value || more.length) return null;
  const { low, high, strict } = ends(value);
  if (strict || !(low || high)) return null;
  return [low && readDate(low).earliest, high && readDate(high).latest];
}
