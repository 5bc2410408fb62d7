"use strict";
// Elements, and facts in words. Texts only become text nodes, and links are http(s): nothing in a
// registry can become markup or script.

const SVG = ["svg", "g", "circle", "rect", "line", "path", "text", "title"];

/** An element with attributes, listeners (`onclick`) and children; null children are left out. */
function el(name, attributes = {}, ...children) {
  const svg = SVG.includes(name) && attributes.svg !== false;
  const node = svg ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false || key === "svg") continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

/** A link to another page, or plain text if the address is not http(s). */
function link(address, text) {
  return /^https?:\/\//i.test(address)
    ? el("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, text)
    : document.createTextNode(text);
}

/** Facts and sentences in a language. */
class Wording {
  constructor(catalog, language) {
    Object.assign(this, { catalog, language, korean: language === "ko" });
  }

  say(key, named = {}) {
    const text = this.catalog.messages[key][this.korean ? 1 : 0];
    const filled = text.replace(/\{(\w+)\}/g, (_, name) => asShown(named[name]));
    return this.korean ? withParticles(filled) : filled;
  }

  /** A sentence of `say` in this language; other texts stay as they are. */
  sentence(text) {
    const korean = this.korean && own(this.catalog.sentences, text.template);
    if (!korean) return String(text);
    return withParticles(korean.replace(/\{(\d+)\}/g, (_, number) => asShown(text.values[number])));
  }

  both(text) {
    return text ? text[this.language] || text.en || text.ko || "" : "";
  }

  label(field) {
    return field.label[this.korean ? 1 : 0];
  }

  term(vocabulary, term) {
    const note = this.catalog.note(vocabulary, term);
    return note ? this.both(note.label) : String(term);
  }

  /** The label of a lineage step, seen from the younger model or, with `down`, from the older one. */
  relation(relation, down) {
    const inverse = down && this.catalog.note("relation", relation)?.inverse;
    return inverse ? this.both(inverse) : `${down ? "← " : ""}${this.term("relation", relation)}`;
  }

  fact(field, model) {
    if (field.name === "summary") return this.both(model.summary);
    if (model.fact(field.name) === UNDISCLOSED) return this.say("undisclosed");
    return values(model, field.name)
      .map((value) => this.value(field, value))
      .join(", ");
  }

  linkKind(kind) {
    return `link_${kind}` in this.catalog.messages ? this.say(`link_${kind}`) : kind;
  }

  /** A fact of a table: dates without the day, and of several makers the first two. */
  brief(field, model) {
    if (field.kind === "date")
      return values(model, field.name)
        .map((date) => this.day(`${date}`.slice(0, 7)))
        .join(", ");
    const [first, second, ...more] = field.kind === "term" ? values(model, field.name) : [];
    if (!more.length) return this.fact(field, model);
    return `${[first, second].map((value) => this.value(field, value)).join(", ")} +${more.length}`;
  }

  /** A fact of a card or comparison, with the sizes of variants by name. */
  inFull(field, model) {
    return field.name === "parameters" && model.card.variants ? this.sizes(model.card) : this.fact(field, model);
  }

  /** The size of a model and, by name, of its variants: 428M (ViT-B/32 151M, ViT-L/14 428M). */
  sizes({ parameters, variants }) {
    const said = (size) => (size === UNDISCLOSED ? this.say("undisclosed") : size && sayQuantity(size));
    const total = said(typeof parameters === "object" ? parameters.total : parameters);
    const named = variants.map((one) => [one.name, said(one.parameters)].filter(Boolean).join(" ")).join(", ");
    return total ? `${total} (${named})` : named;
  }

  value(field, value) {
    if (field.kind === "quantity") return SAY[field.unit || ""](value);
    if (field.kind === "date") return this.day(String(value));
    if (field.kind === "flag") return this.say(value ? "yes" : "no");
    if (field.vocabulary === "license") return value.replace(/^LicenseRef-/, "");
    if (field.kind === "term" && typeof value === "number") return this.say("languages", { all: value });
    if (field.vocabulary === "model") return this.catalog.nameOf(value);
    return field.vocabulary ? this.term(field.vocabulary, value) : String(value);
  }

  /** A date as precise as it is known. */
  day(text) {
    const [year, month, day] = text.split("-");
    if (this.korean) return `${year}년${month ? ` ${+month}월` : ""}${day ? ` ${+day}일` : ""}`;
    const name = month && "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ")[month - 1];
    return [day && +day, name, year].filter(Boolean).join(" ");
  }
}

/** 1.1B, 175B, 128k: at most three significant digits. */
function sayQuantity(value) {
  for (const [scale, power] of [
    ["T", 1e12],
    ["B", 1e9],
    ["M", 1e6],
    ["k", 1e3],
  ])
    if (value * 2 >= power * 2 - power / 1000) return `${+(value / power).toPrecision(3)}${scale}`;
  return String(value);
}

/** 128k are 128,000 tokens, 128Ki are 131,072. */
function sayTokens(value) {
  for (const [scale, power] of [
    ["Mi", 1024 ** 2],
    ["Ki", 1024],
  ])
    if (value % 1000 && value % power === 0) return `${value / power}${scale}`;
  return sayQuantity(value);
}

/** 145 GB. */
const sayBytes = (value) =>
  sayQuantity(value)
    .replace("B", "G")
    .replace(/([a-zA-Z]?)$/, " $1B");

/** 2.1e25. */
function sayCompute(value) {
  const [digits, power] = value.toExponential(2).split("e+");
  return `${+digits}e${power}`;
}

/** How the quantities of a unit are shown. */
const SAY = { "": sayQuantity, tokens: sayTokens, bytes: sayBytes, flop: sayCompute, plain: String };

/** The class that colors a model by the first of its modalities that has a color. */
function modalityClass(model) {
  const known = ["vision", "language", "multimodal", "audio", "generation"];
  return `s-${model.modalities.find((one) => known.includes(one)) || "other"}`;
}
