"use strict";
// Models and their checkpoints, as queries and views ask for them. Facts are in columns, a line of JSON for each field,
// and what only cards show is in a line for each model: a line is read when it is first asked for.

/** The lines of JSON in an element of the page. */
class Lines {
  constructor(id) {
    this.texts = document.getElementById(id).textContent.split("\n");
  }

  at(number) {
    return JSON.parse(this.texts[number]);
  }
}

/** One field: each of its values once, the first of them null for unknown, and which one every model has. */
class Column {
  constructor([values, places] = [[null], []]) {
    Object.assign(this, { values, places });
  }

  at(number) {
    return this.values[this.places[number] ?? 0];
  }
}

class Model {
  constructor(catalog, number, id) {
    Object.assign(this, { catalog, number, id });
  }

  /** What is known of a field: its values, that it is undisclosed, or null. */
  fact(field) {
    return this.catalog.column(field).at(this.number);
  }

  get name() {
    return values(this, "name")[0];
  }

  get modalities() {
    return values(this, "modality");
  }

  get released() {
    return values(this, "released")[0];
  }

  /** The first and last day of its release. */
  get day() {
    return this.catalog.dayOf(this.released);
  }

  /** The summary by language; if there is one only, it serves for both. */
  get summary() {
    const [en, ko] = values(this, "summary");
    return { en, ko };
  }

  /** What only its card shows. */
  get card() {
    return (this.shown ??= this.catalog.cards.at(this.number));
  }

  get ancestors() {
    return own(this.catalog.ancestors, this.id) || [];
  }

  /** Its checkpoints: without variants, the model is its only one. */
  get checkpoints() {
    const [first, count] = this.catalog.partsOf(this.number);
    this.all ??= count ? Array.from({ length: count }, (_, i) => new Checkpoint(this, first + i)) : [this];
    return this.all;
  }

  /** What queries ask: its checkpoints, and if it was presented before them the first of them as of that day. */
  get asked() {
    return (this.questioned ??= [...this.checkpoints, ...this.presented()]);
  }

  presented() {
    const days = this.checkpoints.map((one) => values(one, "released")[0]);
    const [first] = days.toSorted();
    if (this.released >= first || first.startsWith(this.released)) return [];
    const early = this.checkpoints.filter((_, i) => days[i] === first);
    return early.map((one) => new Presented(this, one.number));
  }

  /** Names, texts, and every spelling of its terms and broader ones, as `spaced`, one per line. */
  get words() {
    return (this.spaced ??= this.catalog.searched(this).join("\n"));
  }

  /** Its names from each of their words on, as `joinedName`. */
  get names() {
    return (this.joined ??= [...values(this, "name"), ...values(this, "alias")].map(joinedName).join(""));
  }

  /** The keys of its names. */
  get spelled() {
    this.keys ??= [this.id, ...values(this, "name"), ...values(this, "alias")].map((name) => nameKey(`${name}`));
    return this.keys;
  }

  /** What it is sorted by for a field; undefined if that is unknown. */
  keyOf(field) {
    if (field === "released" || field === "year") return this.day.earliest;
    const [first] = values(this, field);
    return typeof first === "string" ? fold(first) : first;
  }
}

class Checkpoint {
  constructor(model, number) {
    Object.assign(this, { model, number });
  }

  /** What is known of a field of checkpoints, or else of the model. */
  fact(field) {
    const { catalog } = this.model;
    return catalog.isOfParts(field) ? catalog.partColumn(field).at(this.number) : this.model.fact(field);
  }

  get ancestors() {
    return this.model.ancestors;
  }

  get words() {
    return this.model.words;
  }

  get names() {
    return this.model.names;
  }
}

/** A checkpoint as of the day its model was presented. */
class Presented extends Checkpoint {
  fact(field) {
    return field === "released" || field === "year" ? this.model.fact(field) : super.fact(field);
  }
}
