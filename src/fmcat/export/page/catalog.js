"use strict";
// The catalog of the page: models prepared for queries, and the words of queries.

/** An object's own value at a key: ids such as `constructor` are keys like any other. */
const own = (object, key) => (object && Object.hasOwn(object, key) ? object[key] : undefined);

class Catalog {
  constructor(data, facts) {
    Object.assign(this, data, { facts, columnsRead: new Map(), partsRead: new Map(), days: new Map() });
    this.fieldNames = new Map();
    for (const field of this.fields)
      for (const name of [field.name, ...(field.aliases || [])]) this.fieldNames.set(name, field);
    this.named = new Map(this.fields.map((field) => [field.name, field]));
    this.spoken = new Map();
    this.wider = new Map(); // what `widened` has found
    this.usedOf = new Map();
    this.models = this.parts.map((_, number) => new Model(this, number, this.column("id").at(number)[0]));
    this.byId = new Map(this.models.map((model) => [model.id, model]));
    this.milestones = new Set(this.timelines.flatMap(({ eras }) => eras.flatMap((era) => era.models)));
  }

  // What is read when it is first asked for.

  column(name) {
    if (!this.columnsRead.has(name)) this.columnsRead.set(name, this.read(this.known.indexOf(name)));
    return this.columnsRead.get(name);
  }

  /** The column of a field of checkpoints. */
  partColumn(name) {
    const line = this.knownOfParts.indexOf(name);
    if (!this.partsRead.has(name)) this.partsRead.set(name, this.read(line < 0 ? line : this.known.length + line));
    return this.partsRead.get(name);
  }

  read(line) {
    return new Column(line < 0 ? undefined : this.facts.at(line));
  }

  get cards() {
    return (this.lines ??= new Lines("cards"));
  }

  isOfParts(name) {
    return this.named.get(name).scope === "checkpoint";
  }

  /** Where the checkpoints of a model begin among all, and how many there are. */
  partsOf(number) {
    if (!this.starts) {
      let start = 0;
      this.starts = this.parts.map((count) => (start += count) - count);
    }
    return [this.starts[number], this.parts[number]];
  }

  dayOf(text) {
    if (!this.days.has(text)) this.days.set(text, readDate(text));
    return this.days.get(text);
  }

  /** Every word that is searched, of some model. */
  get knownWords() {
    return (this.wordsKnown ??= new Set(this.models.flatMap((model) => model.words.split(/\s+/))));
  }

  /** The models from the newest to the oldest. */
  get newestFirst() {
    return (this.byAge ??= sorted(this.models, [{ field: "released", down: true }]));
  }

  /** How many models descend from each. */
  get descendants() {
    if (!this.led) {
      this.led = new Map();
      for (const { ancestors } of this.models)
        for (const id of ancestors) this.led.set(id, (this.led.get(id) || 0) + 1);
    }
    return this.led;
  }

  /** The models from the best known on: milestones first, then those that led to most. */
  get bestKnown() {
    const fame = ({ id }) => (this.milestones.has(id) ? 1000 : 0) + (this.descendants.get(id) || 0);
    return (this.byFame ??= this.models.toSorted((a, b) => fame(b) - fame(a)));
  }

  /** The field and the used value that a bare word names, by its key; the first field that has it counts. */
  meaning(key) {
    for (const name of this.bare) {
      const field = this.named.get(name);
      const id = own(own(this.words, field.vocabulary), key);
      if (id !== undefined && this.used(field).has(id)) return [name, id];
    }
    const id = own(this.elsewhere, key);
    return id === undefined ? null : ["id", id];
  }

  /** The values of a field that some model or checkpoint has, and all broader terms. */
  used(field) {
    const { name } = field;
    if (!this.usedOf.has(name)) {
      const columns = [this.column(name), ...(this.isOfParts(name) ? [this.partColumn(name)] : [])];
      const facts = columns.flatMap((column) => column.values).filter(Array.isArray);
      this.usedOf.set(name, new Set(facts.flatMap((fact) => [...this.widened(field, fact)])));
    }
    return this.usedOf.get(name);
  }

  /** What is searched of a model. */
  searched(model) {
    const lines = new Set();
    for (const { name, kind, vocabulary, unsearched } of this.fields) {
      if (unsearched) continue;
      if (kind === "term")
        for (const term of values(model, name)) for (const word of this.spellings(vocabulary, term)) lines.add(word);
      else if (kind === "text" || kind === "name" || name === "id")
        for (const text of values(model, name)) lines.add(spaced(text));
    }
    return [...lines];
  }

  spellings(vocabulary, term) {
    const key = `${vocabulary} ${term}`;
    if (!this.spoken.has(key)) {
      const named = (name) => {
        const note = this.note(vocabulary, name);
        return note ? [name, note.label.en, note.label.ko, ...(note.aliases || [])].filter(Boolean).map(spaced) : [];
      };
      const found = [term, ...this.broader(vocabulary, term)].flatMap(named);
      this.spoken.set(key, found.length ? found : [spaced(term)]);
    }
    return this.spoken.get(key);
  }

  broader(vocabulary, term) {
    if (!this.upwards) {
      this.upwards = new Map();
      for (const [kind, terms] of Object.entries(this.closure))
        for (const [wide, narrow] of Object.entries(terms))
          for (const one of narrow)
            this.upwards.set(`${kind} ${one}`, [...(this.upwards.get(`${kind} ${one}`) || []), wide]);
    }
    return this.upwards.get(`${vocabulary} ${term}`) || [];
  }

  /** A model's values of a field and all broader terms, which match it too. */
  asked(field, model) {
    return this.widened(field, values(model, field.name));
  }

  /** The values and all broader terms; equal ones of a column are one array, widened once. */
  widened(field, direct) {
    if (!this.wider.has(direct)) {
      const said = direct.map(String);
      const wider = field.vocabulary ? said.flatMap((term) => this.broader(field.vocabulary, term)) : [];
      this.wider.set(direct, wider.length ? new Set([...said, ...wider]) : said);
    }
    return this.wider.get(direct);
  }

  /** The id of the model that any of its names, or an id of it elsewhere, stands for; empty if there is none. */
  modelOf(name) {
    if (this.byId.has(name)) return name;
    const id = this.find("model", name) ?? own(this.elsewhere, nameKey(name)) ?? "";
    return this.byId.has(id) ? id : "";
  }

  /** The name of a model, also of one that is not among these. */
  nameOf(id) {
    return this.byId.get(id)?.name ?? own(this.outside, id) ?? id;
  }

  note(vocabulary, term) {
    return own(own(this.terms, vocabulary), term);
  }

  // What the query language needs from the words.

  field(name) {
    return this.fieldNames.get(name);
  }

  find(vocabulary, word) {
    return own(own(this.words, vocabulary), nameKey(word));
  }

  narrower(vocabulary, term) {
    return own(own(this.closure, vocabulary), term) || [];
  }

  near(vocabulary, word) {
    const known = own(this.words, vocabulary) || {};
    return didYouMean(near(nameKey(word), Object.keys(known)).map((key) => known[key]));
  }

  nearFields(name, more = []) {
    return didYouMean(near(name, [...this.fieldNames.keys(), ...more]));
  }

  /** The models that match a query, in its order; for checkpoints, sorted by the largest that matched. */
  select(text) {
    const { test, order, ofCheckpoints } = parse(text, this);
    if (!ofCheckpoints) return sorted(this.models.filter(test), order);
    const matched = new Map();
    for (const model of this.models) {
      const found = model.asked.filter(test);
      if (found.length) matched.set(model, found);
    }
    return sorted([...matched.keys()], order, (model, field) => this.largest(model, matched.get(model), field));
  }

  /** A model's sort key: of a quantity, the largest of its matching checkpoints. */
  largest(model, found, field) {
    if (this.field(field).kind !== "quantity") return model.keyOf(field);
    const all = found.flatMap((one) => values(one, field));
    return all.length ? Math.max(...all) : undefined;
  }
}

const didYouMean = (names) => {
  const few = [...new Set(names)].slice(0, 3);
  return few.length ? say`did you mean ${few.join(", ")}?` : "";
};

/** Models in the order of a query, by default by release and id; unknown values come last. */
function sorted(models, order, keyOf = (model, field) => model.keyOf(field)) {
  const wanted = order.length ? order : [{ field: "released", down: false }];
  const keyed = models.map((model) => ({ model, keys: wanted.map(({ field }) => keyOf(model, field)) }));
  const compare = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
  keyed.sort((a, b) => {
    for (const [i, { down }] of wanted.entries()) {
      const [one, other] = [a.keys[i], b.keys[i]];
      if (one === other) continue;
      if (one === undefined || other === undefined) return one === undefined ? 1 : -1;
      return down ? compare(other, one) : compare(one, other);
    }
    return compare(a.model.id, b.model.id);
  });
  return keyed.map(({ model }) => model);
}
