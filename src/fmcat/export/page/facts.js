"use strict";
// What a query compares: the facts of a model, their states and values, and ids as people paste them.

/** A sentence in English, say`unknown field '${name}'`, which `Wording.sentence` translates by its template. */
const say = (parts, ...values) => ({
  template: parts.join("{}"),
  values,
  toString: () => parts.reduce((text, part, number) => text + asShown(values[number - 1]) + part),
});
const NUMBERS = new Intl.NumberFormat("en-US");
const asShown = (value) => (typeof value === "number" ? NUMBERS.format(value) : value);

class QueryError extends Error {
  // What is wrong, and where: `start` and `end` mark the mistake in the query. Both texts are sentences.
  constructor(sentence, start = 0, end = 0, hint = "") {
    super(String(sentence));
    Object.assign(this, { sentence, start, end, hint });
  }
}

const ARXIV =
  String.raw`^(?:https?://(?:[a-z]+\.)?arxiv\.org/(?:abs|pdf|html)/|arxiv:)?` +
  String.raw`(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?(?:\.pdf)?(?:[/?#].*)?$`;
// The id within what people paste: the address of its page, a prefix, a version.
const PASTED = new Map([
  ["arxiv", new RegExp(ARXIV, "i")],
  ["huggingface", /^https?:\/\/(?:www\.)?(?:huggingface|hf)\.co\/([\w.-]+(?:\/[\w.-]+)?)(?:[/?#].*)?$/i],
]);
const UNDISCLOSED = "undisclosed";

/** A text of a field as queries compare it: names without spaces, hyphens and underscores. */
const compared = (field, text) => (field.kind === "name" ? nameKey(text) : fold(text));

/** The id within what was pasted for a field. */
const pastedId = (field, value) => PASTED.get(field)?.exec(value.replaceAll('"', ""))?.[1] ?? value;

const inState = (field, wanted) => (model) => {
  const fact = model.fact(field);
  return (fact === null ? "unknown" : fact === UNDISCLOSED ? UNDISCLOSED : "known") === wanted;
};

const NONE = [];

/** A model's values of a field, empty if unknown or undisclosed. */
const values = (model, field) => {
  const fact = model.fact(field);
  return Array.isArray(fact) ? fact : NONE;
};

const negated = (test) => (model) => !(test ? test(model) : true);
