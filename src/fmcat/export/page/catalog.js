"use strict";
// The catalog of the page: models prepared for queries, and the words of queries.

/** An object's own value at a key: ids such as `constructor` are keys like any other. */
const own = (object, key) => (object && Object.hasOwn(object, key) ? object[key] : undefined);

class Catalog {
  constructor(data) {
    Object.assign(this, data);
    this.fieldNames = new Map();
    for (const field of this.fields)
      for (const name of [field.name, ...(field.aliases || [])]) this.fieldNames.set(name, field);
    this.named = new Map(this.fields.map((field) => [field.name, field]));
    this.spoken = new Map();
    this.byId = new Map(this.models.map((model) => [model.id, model]));
    this.children = new Map();
    for (const model of this.models) this.prepare(model);
    this.meanings = this.meaningsOfWords();
    this.milestones = new Set(this.timelines.flatMap(({ eras }) => eras.flatMap((era) => era.models)));
    this.descendants = new Map();
    for (const { ancestors } of this.models)
      for (const id of ancestors) this.descendants.set(id, (this.descendants.get(id) || 0) + 1);
  }

  /** By key, the field and the used value that a bare word names; the first field that has it counts. */
  meaningsOfWords() {
    const found = new Map();
    for (const name of this.bare) {
      const field = this.named.get(name);
      const holders = this.models.flatMap((model) => [model, ...model.checkpoints]);
      const used = new Set(holders.flatMap((holder) => [...this.asked(field, holder)]));
      for (const [key, id] of Object.entries(own(this.words, field.vocabulary) || {}))
        if (used.has(id) && !found.has(key)) found.set(key, [name, id]);
    }
    for (const [key, id] of Object.entries(this.elsewhere)) if (!found.has(key)) found.set(key, ["id", id]);
    return found;
  }

  /** Add to a model what queries and sorting need. */
  prepare(model) {
    model.ancestors = own(this.ancestors, model.id) || [];
    model.words = this.searched(model).join("\n");
    model.names = [...values(model, "name"), ...values(model, "alias")].map(joinedName).join("");
    model.day = readDate(model.released);
    model.keys = {};
    model.wider = {}; // what `asked` has found
    for (const field of this.fields) {
      if (!field.sortable) continue;
      const [first] = values(model, field.name);
      if (first !== undefined) model.keys[field.name] = typeof first === "string" ? fold(first) : first;
    }
    model.keys.released = model.keys.year = model.day.earliest;
    const shared = Object.fromEntries(
      Object.entries(model.facts).filter(([name]) => this.named.get(name).scope !== "checkpoint"),
    );
    model.checkpoints = (model.checkpoints || [model.facts]).map((facts) =>
      Object.assign(Object.create(model), { facts: { ...shared, ...facts }, wider: {} }),
    );
    for (const [relation, targets] of Object.entries(model.lineage || {}))
      for (const target of targets)
        if (typeof target === "string") this.childrenOf(target).push({ relation, id: model.id, down: true });
  }

  childrenOf(id) {
    if (!this.children.has(id)) this.children.set(id, []);
    return this.children.get(id);
  }

  /** Names, texts, and every spelling of the model's terms and broader ones, as `spaced`, one per line. */
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
    const direct = values(model, field.name).map(String);
    if (!field.vocabulary || !direct.length) return direct;
    if (Object.hasOwn(model.wider, field.name)) return model.wider[field.name];
    const wider = direct.flatMap((term) => this.broader(field.vocabulary, term));
    return (model.wider[field.name] = wider.length ? new Set([...direct, ...wider]) : direct);
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

  /** The keys of a model's names. */
  namesOf(model) {
    model.spelled ??= [model.id, ...values(model, "name"), ...values(model, "alias")].map((name) => nameKey(`${name}`));
    return model.spelled;
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
    const keys = new Map();
    for (const model of this.models) {
      const found = model.checkpoints.filter(test);
      if (found.length) keys.set(model, this.largest(model, found, order));
    }
    return sorted([...keys.keys()], order, (model) => keys.get(model));
  }

  /** A model's sort keys, with the quantities of its matching checkpoints. */
  largest(model, found, order) {
    const keys = { ...model.keys };
    for (const { field } of order) {
      if (this.field(field).kind !== "quantity") continue;
      const all = found.flatMap((one) => values(one, field));
      keys[field] = all.length ? Math.max(...all) : undefined;
    }
    return keys;
  }
}

const didYouMean = (names) => {
  const few = [...new Set(names)].slice(0, 3);
  return few.length ? say`did you mean ${few.join(", ")}?` : "";
};

/** Models in the order of a query, by default by release and id; unknown values come last. */
function sorted(models, order, keysOf = (model) => model.keys) {
  const keys = order.length ? order : [{ field: "released", down: false }];
  const compare = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
  return models.slice().sort((a, b) => {
    for (const { field, down } of keys) {
      const [one, other] = [keysOf(a)[field], keysOf(b)[field]];
      if (one === other) continue;
      if (one === undefined || other === undefined) return one === undefined ? 1 : -1;
      return down ? compare(other, one) : compare(one, other);
    }
    return compare(a.id, b.id);
  });
}
