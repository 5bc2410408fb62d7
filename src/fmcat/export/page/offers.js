"use strict";
// Completions of a query while it is typed.

const [PAUSE, UNFINISHED] = [60, 500];
let offered = -1;

/** The word being typed, where it begins, and its completions. */
function offers() {
  const input = $("query");
  const before = input.value.slice(0, input.selectionStart);
  const word = /[^\s()]*$/.exec(before)[0].replace(/^-/, "");
  const wording = new Wording(catalog, state().lang);
  const [, name, , part] = /^([A-Za-z][\w.-]*):((?:.*,)?)(.*)$/.exec(word) || [];
  const field = name && catalog.field(name.toLowerCase());
  if (field && catalog.terms[field.vocabulary]) {
    const used = new Set(catalog.column(field.name).values.flat());
    const fits = ([id, note]) =>
      used.has(id) && [id, note.label.en, note.label.ko].some((said) => said && fold(said).startsWith(fold(part)));
    return {
      part,
      items: Object.entries(catalog.terms[field.vocabulary])
        .filter(fits)
        .map(([id]) => [id, wording.term(field.vocabulary, id)]),
    };
  }
  if (!word || name) return { part: word, items: [] };
  const fields = catalog.fields.filter((one) => one.kind !== "fact" && one.name.startsWith(fold(word)));
  return { part: word, items: fields.map((one) => [`${one.name}:`, one.help]) };
}

function drawOffers() {
  const { items } = offers();
  const few = items.slice(0, 8);
  $("offers").replaceChildren(
    ...few.map(([text, said], i) =>
      el(
        "li",
        {
          role: "option",
          id: `offer-${i}`,
          "aria-selected": `${i === offered}`,
          onpointerdown: (event) => (event.preventDefault(), take(text)),
        },
        el("b", {}, text),
        " ",
        said,
      ),
    ),
  );
  $("offers").hidden = !few.length || document.activeElement !== $("query");
  $("query").setAttribute("aria-expanded", `${!$("offers").hidden}`);
  if (offered >= 0 && few[offered]) $("query").setAttribute("aria-activedescendant", `offer-${offered}`);
  else $("query").removeAttribute("aria-activedescendant");
}

function take(text) {
  const input = $("query");
  const end = input.selectionStart;
  const start = end - offers().part.length;
  input.setRangeText(text.endsWith(":") ? text : `${text} `, start, end, "end");
  offered = -1;
  typed();
}

function typed() {
  shown = AT_ONCE;
  go({ q: $("query").value }, true);
  drawOffers();
}

/** How long to wait before a query that is still typed is run: longer within the name or value of a field. */
function patience() {
  const input = $("query");
  const isWithin = input.selectionStart === input.value.length && offers().items.length > 0;
  return isWithin ? UNFINISHED : PAUSE;
}
