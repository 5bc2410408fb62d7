"use strict";
// What stands around the results: the line below the name, the conditions of the query, the rights, and the reasons
// why nothing was found.

function drawHead(now, wording) {
  document.title = titleOf(now, wording);
  const [oldest, latest] = [catalog.newestFirst.at(-1), catalog.newestFirst[0]];
  const vendors = new Set(catalog.column("vendor").values.flat().filter(Boolean));
  const facts = [
    wording.say("models", { all: catalog.models.length }),
    wording.say("page_vendors", { count: vendors.size }),
    [...new Set([oldest, latest].map((model) => model?.day.earliest.slice(0, 4)))].join("–"),
    catalog.newest && wording.say("page_newest", { date: wording.day(catalog.newest) }),
    catalog.licensed && "CC BY",
  ];
  const part = wording.say("page_part", { count: catalog.models.length, all: catalog.size });
  if (catalog.models.length < catalog.size) facts[0] = part;
  $("what").textContent = (catalog.models.length ? facts : [part]).filter(Boolean).join(" · ");
}

/** The title of a tab, a bookmark or a shared link. */
function titleOf(now, wording) {
  const comparing = now.compare && now.marked.length > 1;
  const what = now.model
    ? catalog.byId.get(now.model).name
    : comparing
      ? now.marked.map((id) => catalog.byId.get(id).name).join(" · ")
      : now.q;
  return [what, `fmcat – ${wording.say("fmcat_is")}`].filter(Boolean).join(" · ");
}

/** The license of the data, and the attributions it requires. */
function drawRights(wording) {
  const license = link("https://creativecommons.org/licenses/by/4.0/", wording.say("rights"));
  const parts = [...(catalog.licensed ? [license] : []), ...catalog.attributions];
  $("rights").replaceChildren(...parts.flatMap((part, i) => (i ? [" · ", part] : [part])));
}

/** The conditions of the query, each with a button that removes it. */
function drawChips(wording) {
  const parts = conditionsOf(understood);
  const chip = (part, i) =>
    el(
      "button",
      {
        type: "button",
        "data-key": `chip ${i}`,
        "aria-label": wording.say("page_remove", { condition: conditionInWords(part, wording) }),
        onclick: () => go({ q: parts.filter((_, other) => other !== i).join(" ") }),
      },
      conditionInWords(part, wording),
      el("span", { "aria-hidden": "true" }, " ×"),
    );
  const clear =
    parts.length > 1 &&
    el("button", { type: "button", class: "plain", onclick: () => go({ q: "" }) }, wording.say("page_clear"));
  $("chips").replaceChildren(...[...parts.map(chip), clear].filter(Boolean));
}

/** The parts of a query that can be removed one by one; words that are one name are one part. */
function conditionsOf(q) {
  const parts = conjuncts(q) || [q.trim()];
  const names = parse(q, catalog).readings.map((reading) => reading.word);
  const found = [];
  for (let i = 0; i < parts.length;) {
    const name = names.find((one) => parts.slice(i, i + one.split(" ").length).join(" ") === one);
    const taken = name ? name.split(" ").length : 1;
    found.push(parts.slice(i, i + taken).join(" "));
    i += taken;
  }
  return found;
}

/** A condition as a person reads it: `Vendor: Meta, Google`. */
function conditionInWords(part, wording) {
  const [reading] = /^[^:()"]+$/.test(part) ? parse(part, catalog).readings : [];
  const term = reading ? reading.term : part;
  const [, name] = /^([A-Za-z][\w.-]*):/.exec(term) || [];
  const field = name && catalog.field(name.toLowerCase());
  if (!field) return term;
  const said = valuesIn(term, field.name).map((value) => {
    const plain = value.replaceAll('"', "").trim();
    const id = field.vocabulary && catalog.find(field.vocabulary, plain);
    return id ? (field.vocabulary === "model" ? catalog.nameOf(id) : wording.value(field, id)) : plain;
  });
  const label = field.vocabulary === "model" ? "" : `${wording.label(field)}: `;
  return `${label}${said.join(", ")}`;
}

/** If nothing is found, say so, and offer the queries without each word that excludes everything. */
function drawNothing(wording) {
  $("nothing").hidden = found.length > 0;
  if (found.length) return;
  const parts = conditionsOf(understood).filter((part) => !isTermOf(part, "sort"));
  const year = parts.find((part) => /^(19|20)\d\d(\.\.((19|20)\d\d)?|\+)?$|^\.\.(19|20)\d\d$/.test(part));
  const without = (term) => parts.filter((one) => one !== term).join(" ");
  const offer = (q, text) =>
    el("li", {}, el("button", { type: "button", class: "link", onclick: () => go({ q }) }, text));
  const offers = year
    ? [offer(`${without(year)} year:${year}`.trim(), wording.say("ask_years", { word: year }))]
    : parts.flatMap((term) => {
        const count = parts.length > 1 ? catalog.select(without(term)).length : 0;
        if (count) return offer(without(term), wording.say("without", { term, count }));
        return parts.length < 2 || catalog.select(term).length
          ? []
          : el("li", {}, wording.say("page_finds_nothing", { term }));
      });
  $("nothing").replaceChildren(el("p", {}, wording.say("nothing_found")), el("ul", {}, offers));
}
