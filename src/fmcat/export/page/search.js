"use strict";
// What the page shows for a query: the models that match, those with the best fitting names first and then the newest;
// if none match, those with similar names. A port of fmcat/catalog/search.py.

/** The models for a query, and whether they are only similar to its words. */
function searched(q) {
  const { order, readings } = parse(q, catalog);
  const models = catalog.select(q);
  const bare = (conjuncts(q) || []).filter((part) => /^([^\s:"()!=<>-][^\s:"()=<>]*|"[^"]+")$/.test(part));
  const words = bare.filter((word) => !read(readings).has(word)).map(unquoted);
  if (models.length || !words.length)
    return { models: order.length ? models : ranked(models, words, bare.map(unquoted)), isSimilar: false };
  const rest = (conjuncts(q) || []).filter((part) => !words.includes(unquoted(part))).join(" ");
  const allowed = new Set(catalog.select(rest).map((model) => model.id));
  return { models: similarTo(words.join(" ")).filter((model) => allowed.has(model.id)), isSimilar: true };
}

const unquoted = (word) => word.replaceAll('"', "");

/** The words of a query that are read as a vendor, a license and so on, and so are hardly parts of names. */
const read = (readings) =>
  new Set(readings.filter(({ term }) => !/^(family|id):/.test(term)).flatMap(({ word }) => word.split(" ")));

/** Models by how well their names fit: the same as all words, beginning with those that may be parts of names,
 * containing them, containing some; then the newest. */
function ranked(models, words, all = words) {
  const chosen = new Set(models);
  const newest = catalog.newestFirst.filter((model) => chosen.has(model));
  if (!all.length) return newest;
  const [name, whole, parts] = [nameKey(all.join("")), nameKey(words.join("")), words.map(nameKey)];
  const score = (names) => (names.includes(name) ? 0 : whole ? fit(names, whole, parts) : 9);
  const scored = newest.map((model) => ({ model, score: score(model.spelled) }));
  return scored.sort((a, b) => a.score - b.score).map(({ model }) => model);
}

/** How well the best of some names fits, the lower the better; a shorter one fits better than a longer one. */
function fit(names, whole, parts) {
  const scores = names.map((name) => {
    const place = name.indexOf(whole);
    const length = Math.min(name.length, 999) / 1000;
    if (place >= 0) return (name === whole ? 0 : place ? 2 : 1) + length;
    return 4 - parts.filter((part) => name.includes(part)).length / (parts.length + 1);
  });
  return Math.min(...scores);
}

/** The models with a name that contains the text or, if there are none, looks like it; else with similar words. */
function similarTo(text) {
  const key = nameKey(text);
  const names = own(catalog.words, "model") || {};
  const keys = Object.keys(names);
  const parts = key.length > 1 ? keys.filter((name) => name.includes(key)) : [];
  parts.sort((a, b) => (a.indexOf(key) > 0) - (b.indexOf(key) > 0) || a.length - b.length);
  const alike = parts.length ? parts : near(key, keys, 50);
  const longer = keys.filter((name) => alike.length && name.startsWith(alike[0]) && name.length <= 1.5 * key.length);
  const ids = [...alike, ...longer.sort((a, b) => a.length - b.length)].map((name) => names[name]);
  const models = [...new Set(ids)].map((id) => catalog.byId.get(id)).filter(Boolean);
  return models.length ? models : withSimilarWords(text);
}

/** The models that have words similar to those of a text, the newest first. */
function withSimilarWords(text) {
  const words = text.split(" ").map((word) => corrected(fold(word), catalog.knownWords));
  if (words.join(" ") === fold(text)) return [];
  const wanted = words.map(spaced);
  return ranked(
    catalog.models.filter((model) => wanted.every((word) => model.words.includes(word))),
    words,
  );
}

/** The word, or the most similar known one of about its length with the same first letter; short ones are kept. */
function corrected(word, known) {
  if (known.has(word) || word.length < 5) return word;
  const about = [...known].filter((other) => other[0] === word[0] && Math.abs(other.length - word.length) <= 2);
  return near(word, about, 1)[0] ?? word;
}
