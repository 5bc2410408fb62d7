"use strict";
// The query language of docs/query.md: turns text into a test of a model and an order. A port of fmcat/query;
// a test gives both the same queries. It does not depend on the page.

const SPECIAL = { has: "has", under: "under", sort: "sort", order: "sort" };
const EXAMPLES = { has: "has:license", under: "under:clip", sort: "sort:released-" };
const [DEEPEST, LONGEST, MOST_TERMS, MOST_TOGETHER] = [50, 20000, 1000, 5];

/** The query of a text: `{test(model), order, ofCheckpoints, readings}`: if it names a fact of checkpoints, each of
 * them is tested, whole, and not the model. `words` finds the id of a word; throws QueryError. */
function parse(text, words) {
  if (text.length > LONGEST) throw new QueryError(say`a query has at most ${LONGEST} characters`);
  const tokens = [...text.matchAll(/\(|\)|(?:"[^"]*"?|[^\s()"])+/g)].map((found) => ({
    text: found[0],
    start: found.index,
    end: found.index + found[0].length,
  }));
  const reader = new Reader(tokens, words);
  const test = reader.either(0);
  if (reader.tokens.length) throw reader.error(say`this ) closes nothing`, reader.tokens[0]);
  const { order, ofCheckpoints, readings } = reader;
  return { test: test || (() => true), order, ofCheckpoints, readings };
}

class Reader {
  // Recursive descent over the remaining tokens. Tests are functions; null restricts nothing (sort:).
  constructor(tokens, words) {
    Object.assign(this, { tokens, words, order: [], readings: [], count: 0, ofCheckpoints: false });
  }

  error(message, token, hint = "", part = "") {
    const start = token.start + (part ? Math.max(token.text.lastIndexOf(part), 0) : 0);
    return new QueryError(message, start, part ? start + part.length : token.end, hint);
  }

  /** Count terms and values, whose number is limited. */
  take(number, token) {
    this.count += number;
    if (this.count > MOST_TERMS) throw this.error(say`a query has at most ${MOST_TERMS} terms and values`, token);
  }

  nextIs(...texts) {
    return this.tokens.length > 0 && texts.includes(this.tokens[0].text.toLowerCase());
  }

  either(depth) {
    const parts = [this.both(depth)];
    while (this.nextIs("or")) {
      const token = this.tokens.shift();
      parts.push(this.both(depth));
      if (parts.slice(-2).includes(null)) throw this.error(say`'or' needs a term on both sides`, token);
    }
    if (parts.length === 1) return parts[0];
    return (model) => parts.some((part) => part(model));
  }

  both(depth) {
    const parts = [];
    let last = null;
    while (this.tokens.length && !this.nextIs("or", ")")) {
      if (this.nextIs("and")) {
        const token = this.tokens.shift();
        if (!parts.length || !this.tokens.length || this.nextIs("or", ")", "and"))
          throw this.error(say`'and' needs a term on both sides`, token);
      }
      last = this.together() || this.one(depth);
      if (last) parts.push(last);
    }
    if (parts.length < 2) return parts[0] || null;
    return (model) => parts.every((part) => part(model));
  }

  one(depth) {
    const token = this.tokens.shift();
    if (depth > DEEPEST) throw this.error(say`parentheses and nots nest deeper than ${DEEPEST}`, token);
    const operator = token.text.toLowerCase();
    if (operator === "not" || operator === "-") {
      if (!this.tokens.length || this.nextIs("or", "and", ")"))
        throw this.error(say`'${operator}' needs a term after it`, token);
      return negated(this.one(depth + 1));
    }
    if (token.text === "(") {
      const inner = this.either(depth + 1);
      if (!this.tokens.length) throw this.error(say`this ( is never closed`, token);
      this.tokens.shift();
      return inner;
    }
    if (!token.text.startsWith("-")) return this.term(token);
    const rest = { text: token.text.slice(1), start: token.start + 1, end: token.end };
    if (!rest.text.startsWith("-")) return negated(this.term(rest));
    this.tokens.unshift(rest);
    return negated(this.one(depth + 1));
  }

  term(token) {
    if ((token.text.split('"').length - 1) % 2) throw this.error(say`this " is never closed`, token);
    if (/^https?:\/\//i.test(token.text)) return this.address(token);
    const found = /^([A-Za-z][\w.-]*):([^]*)$/.exec(token.text);
    if (!found) return this.word(token);
    const name = found[1].toLowerCase();
    const values = found[2].match(/(?:"[^"]*"|[^,"])+/g) || [];
    const special = Object.hasOwn(SPECIAL, name) ? SPECIAL[name] : "";
    if (!special && !this.words.field(name)) this.unknownField(name, token, found[1]);
    if (!values.length)
      throw this.error(say`${name}: needs a value`, token, say`write ${EXAMPLES[special] || `${name}:?`}`);
    if (special === "sort") {
      this.order.push(...values.map((value) => this.sort(value.trim(), token)));
      return null;
    }
    this.take(values.length, token);
    const tests = values.map((value) => this.test(name, special, value.replaceAll('"', "").trim(), token));
    return tests.length === 1 ? tests[0] : (model) => tests.some((test) => test(model));
  }

  word(token) {
    this.take(1, token);
    if (token.text.startsWith("!")) {
      const hint = say`to exclude, write not ${token.text.slice(1) || "TERM"}`;
      throw this.error(say`'!' is not an operator`, token, hint, "!");
    }
    const [, name, sign, value] = /^([A-Za-z][\w.-]*)(!=|[<>]=?|==?)([^]+)$/.exec(token.text) || [];
    if (name && (Object.hasOwn(SPECIAL, name.toLowerCase()) || this.words.field(name.toLowerCase()))) {
      const write = `${sign === "!=" ? "not " : ""}${name}:${/[<>]/.test(sign) ? sign : ""}${value}`;
      throw this.error(say`a colon separates a field from its value`, token, say`write ${write}`, sign);
    }
    const named = this.named([token]);
    if (named) return named.test;
    const word = token.text.replaceAll('"', "");
    const [phrase, key] = [spaced(word), ` ${nameKey(word)}`];
    if (!phrase) throw this.error(say`this is not a word`, token);
    return (model) => model.words.includes(phrase) || model.names.includes(key);
  }

  /** The meaning of the next bare words if two or more are one name, like `segment anything`. */
  together() {
    const found = this.named(this.tokens.slice(0, MOST_TOGETHER), 2);
    if (!found) return null;
    this.take(found.number, this.tokens[found.number - 1]);
    this.tokens.splice(0, found.number);
    return found.test;
  }

  /** How many of the bare words are one name together, at most, and its test; null if none are. */
  named(tokens, least = 1) {
    const end = tokens.findIndex(({ text }) => /^-|["():!=<>]|^(?:and|or|not)$/i.test(text));
    for (let number = end < 0 ? tokens.length : end; number >= least; number--) {
      const run = tokens.slice(0, number).map(({ text }) => text);
      const [name, value] = this.words.meaning(nameKey(run.join(""))) || [];
      if (!name) continue;
      this.readings.push({ word: run.join(" "), term: `${name}:${/\s/.test(value) ? `"${value}"` : value}` });
      const field = this.words.field(name);
      if (field.scope === "checkpoint") this.ofCheckpoints = true;
      const wanted = new Set([value, ...this.words.narrower(field.vocabulary, value)]);
      return { number, test: (model) => values(model, name).some((one) => wanted.has(one)) };
    }
    return null;
  }

  /** The model whose paper or repository has this web address. */
  address(token) {
    this.take(1, token);
    for (const field of PASTED.keys()) {
      const value = pastedId(field, token.text);
      if (value === token.text) continue;
      this.note(this.words.field(field));
      const wanted = compared(this.words.field(field), value);
      return (model) => values(model, field).some((one) => compared(this.words.field(field), one) === wanted);
    }
    const hint = say`use an arXiv or Hugging Face address, or part of a name`;
    throw this.error(say`models cannot be found by this address`, token, hint);
  }

  test(name, special, value, token) {
    if (special === "has") return inState(this.note(this.field(value, token)).name, "known");
    if (special === "under") {
      const ancestor = this.find("model", value, token);
      return (model) => model.ancestors.includes(ancestor);
    }
    const field = this.note(this.words.field(name));
    if (value === "?") return inState(field.name, "unknown");
    if (value.toLowerCase() === UNDISCLOSED) return inState(field.name, UNDISCLOSED);
    if (!value) throw this.error(say`${name}: has an empty value`, token);
    return this[field.kind === "term" ? "terms" : field.kind](field, value, token);
  }

  /** Record what the query's fields describe. */
  note(field) {
    if (field.scope === "checkpoint") this.ofCheckpoints = true;
    return field;
  }

  unknownField(name, token, part) {
    throw this.error(say`unknown field '${name}'`, token, this.words.nearFields(name, Object.keys(SPECIAL)), part);
  }

  field(name, token) {
    const field = this.words.field(name.toLowerCase());
    if (!field) this.unknownField(name, token, name);
    return field;
  }

  sort(value, token) {
    this.take(1, token);
    const field = this.field(value.replace(/[+-]+$/, ""), token);
    if (!field.sortable) throw this.error(say`models cannot be sorted by ${field.name}`, token, "", value);
    return { field: field.name, down: value.endsWith("-") };
  }

  find(vocabulary, value, token, kind = "model") {
    const found = this.words.find(vocabulary, value);
    if (found === undefined)
      throw this.error(say`unknown ${kind} '${value}'`, token, this.words.near(vocabulary, value), value);
    return found;
  }

  // How each kind of field reads a value.

  terms(field, value, token) {
    const term = this.find(field.vocabulary, value, token, field.name);
    const terms = new Set([term, ...this.words.narrower(field.vocabulary, term)]);
    return (model) => values(model, field.name).some((one) => terms.has(one));
  }

  id(field, value, token) {
    const wanted = fold(field.vocabulary === "model" ? this.find("model", value, token) : pastedId(field.name, value));
    return (model) => values(model, field.name).some((one) => fold(one) === wanted);
  }

  name(field, value, token) {
    return this.text(field, value, token);
  }

  text(field, value, token) {
    const part = compared(field, pastedId(field.name, value));
    if (!part) throw this.error(say`${field.name}: '${value}' has no letter or digit`, token, "", value);
    return (model) => values(model, field.name).some((one) => compared(field, one).includes(part));
  }

  flag(field, value, token) {
    const said = new Map([
      ["yes", true],
      ["true", true],
      ["no", false],
      ["false", false],
    ]).get(value.toLowerCase());
    if (said === undefined) throw this.error(say`${field.name}: must be yes or no`, token, "", value);
    return (model) => values(model, field.name).includes(said);
  }

  date(field, value, token) {
    const { low, high, strict } = this.ends(value, token);
    const [first, last] = this.reading(value, token, () => [
      low && (strict ? shifted(readDate(low).latest, 1) : readDate(low).earliest),
      high && (strict ? shifted(readDate(high).earliest, -1) : readDate(high).latest),
    ]);
    if (first && last && first > last) throw this.error(say`${value} ends before it begins`, token, "", value);
    return (model) =>
      values(model, field.name)
        .slice(0, 1)
        .map((one) => this.words.dayOf(one))
        .some((day) => (!first || day.latest >= first) && (!last || day.earliest <= last));
  }

  quantity(field, value, token) {
    const { low, high, strict } = this.ends(value, token);
    const read = READ[field.unit || ""];
    const by = strict ? 1 : 0;
    const [least, most] = this.reading(value, token, () =>
      low === value
        ? roundingTo(value, read)
        : [low ? past(read(low), by) : -Infinity, high ? past(read(high), -by) : Infinity],
    );
    if (least > most) throw this.error(say`${value} ends before it begins`, token, "", value);
    return (model) => values(model, field.name).some((one) => one >= least && one <= most);
  }

  fact(field, value, token) {
    throw this.error(say`${field.name} has no values to ask for; write has:${field.name}`, token);
  }

  ends(value, token) {
    const found = ends(value);
    if (!found.low && !found.high)
      throw this.error(say`a range needs at least one end, like 2021.. or ..2023`, token, "", value);
    return found;
  }

  /** The result of `read` for a value; a sentence that it throws becomes an error that points at the value. */
  reading(value, token, read) {
    try {
      return read();
    } catch (trouble) {
      if (!trouble.template) throw trouble;
      throw this.error(trouble, token, "", value);
    }
  }
}
