"use strict";
// The filters beside the table: the values of some fields, with how many models have each.

const FACET_ROWS = 8;

function drawFacets(now, wording) {
  const groups = catalog.facets.map((name) => {
    const field = catalog.named.get(name);
    const written = valuesIn(understood, name);
    const chosen = chosenOf(field, written);
    const details = el("details", {}, el("summary", {}, wording.label(field)));
    const fill = () => details.append(...facetOf(field, written, chosen, wording));
    details.open = unfolded.has(name) || chosen.length > 0;
    if (details.open) fill();
    details.addEventListener("toggle", () => {
      if (details.open && details.children.length < 2) fill(); // those that are folded are not counted
      unfolded[details.open ? "add" : "delete"](name);
    });
    return details;
  });
  $("facets").setAttribute("aria-label", wording.say("page_facets"));
  $("facets").replaceChildren(...groups);
}

/** The values of a field with their counts: those chosen first, then the most frequent, or the latest years. */
function facetOf(field, written, chosen, wording) {
  const { name } = field;
  const counts = new Map(chosen.map((value) => [value, 0]));
  // as if nothing of this field were chosen
  for (const model of written.length && !isSimilar ? catalog.select(withTerm(understood, name, "")) : found)
    for (const value of catalog.asked(field, model)) counts.set(value, (counts.get(value) || 0) + 1);
  const byCount = [...counts].sort(
    (a, b) => chosen.includes(b[0]) - chosen.includes(a[0]) || (name === "year" ? b[0] - a[0] : b[1] - a[1]),
  );
  const few = byCount.slice(0, unfolded.has(`${name}+`) ? undefined : Math.max(FACET_ROWS, chosen.length));
  const rows = few.map(([value, count]) => facetRow(name, field, value, count, chosen, wording));
  const all = wording.say("page_all", { count: byCount.length });
  const more = () => (unfolded.add(`${name}+`), render());
  return [
    el("ul", {}, rows),
    ...byCount.slice(few.length, few.length + 1).map(([value]) =>
      // the focus goes on to the first value that it shows
      el("button", { type: "button", class: "plain", "data-key": `${name}:${value}`, onclick: more }, all),
    ),
  ];
}

/** The selected values: terms by their ids, years of a range one by one; `?` and other operators have no row. */
function chosenOf(field, written) {
  return written.flatMap((part) => {
    const value = part.replaceAll('"', "").trim();
    if (field.vocabulary) return catalog.find(field.vocabulary, value) ?? [];
    const { low, high } = ends(value);
    const years = [...new Set(catalog.models.map((model) => model.day.earliest.slice(0, 4)))];
    return /^\d{4}$|^$/.test(low) && /^\d{4}$|^$/.test(high)
      ? years.filter((year) => (!low || year >= low) && (!high || year <= high))
      : [];
  });
}

function facetRow(name, field, value, count, chosen, wording) {
  const box = el("input", {
    type: "checkbox",
    "data-key": `${name}:${value}`,
    onchange: () => go({ q: withTerm(understood, name, toggled(chosen, value).join(",")) }),
  });
  box.checked = chosen.includes(value);
  return el(
    "li",
    {},
    el(
      "label",
      {},
      box,
      el("span", {}, name === "year" ? value : wording.value(field, value)),
      el("span", { class: "dim" }, count),
    ),
  );
}
