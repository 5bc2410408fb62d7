"use strict";
// One model in full: its facts in groups, with the sources each was read in, its checkpoints, its family, and how to
// cite, share and compare it.

/** The fields whose rows are not simply the label and the fact. */
const PAINTED = {
  method: trainingRows,
  parameters: sizeRows,
  license: licenseRows,
  dates: dateRows,
  links: linkRows,
  ids: idRows,
  citation: () => [],
};

/** Everything about a model. */
function cardOf(model, now, wording) {
  const vendors = values(model, "vendor").map((id) => termButton(catalog.named.get("vendor"), id, wording));
  const headings = catalog.groups.flatMap((group) => {
    const rows = catalog.fields
      .filter((field) => field.group === group)
      .flatMap((field) => (PAINTED[field.name] || plainRow)(model, wording, field));
    if (group === "made_from") return familyOf(model, wording);
    if (group === "sources") return sourcesOf(model, wording);
    return rows.length ? [el("h3", {}, wording.say(group)), el("dl", {}, rows)] : [];
  });
  const missing = (model.card.missing || []).map((name) => wording.label(catalog.named.get(name)).toLowerCase());
  return [
    el("h2", { id: "card-title", class: modalityClass(model) }, model.name, " ", el("small", {}, model.id)),
    el(
      "p",
      { class: "by" },
      joinedBy(vendors, ", "),
      ` · ${wording.day(model.released)} · `,
      joinedBy(
        values(model, "modality").map((id) => termButton(catalog.named.get("modality"), id, wording)),
        ", ",
      ),
    ),
    el("p", {}, wording.both(model.summary)),
    actionsOf(model, now, wording),
    ...headings,
    missing.length ? el("p", { class: "by" }, wording.say("not_known", { fields: missing.join(", ") })) : null,
  ];
}

const joinedBy = (nodes, text) => nodes.flatMap((node, i) => (i ? [text, node] : [node]));

/** A row: a label, and what is known, with the numbers of the sources and what others say. */
function row(label, fact, model = null, key = "", wording = null) {
  return [
    el("dt", {}, label),
    el("dd", {}, fact, model ? sourceNumbers(model, key) : null, model ? saidOtherwise(model, key, wording) : null),
  ];
}

function plainRow(model, wording, field) {
  if (model.fact(field.name) === null || field.kind === "fact") return [];
  const all = values(model, field.name);
  const fact =
    field.vocabulary && field.kind === "term"
      ? joinedBy(
          all.map((value) => termButton(field, value, wording)),
          ", ",
        )
      : field.vocabulary === "model"
        ? joinedBy(
            all.map((id) => modelButton(id)),
            ", ",
          )
        : wording.fact(field, model);
  return row(wording.label(field), fact, model, field.key || field.name, wording);
}

/** A value that asks for all models with it, and tells what it means. */
function termButton(field, value, wording) {
  if (typeof value !== "string") return document.createTextNode(wording.value(field, value)); // how many, not which
  const note = catalog.note(field.vocabulary, value);
  return el(
    "button",
    {
      type: "button",
      class: "plain term",
      title: note ? wording.both(note.definition) || null : null,
      onclick: () =>
        go({ q: `${field.name}:${/[\s,()]/.test(value) ? `"${value}"` : value}`, model: "", compare: false }),
    },
    wording.value(field, value),
  );
}

function modelButton(id, name = catalog.nameOf(id)) {
  if (!catalog.byId.has(id)) return document.createTextNode(name);
  const open = () => go({ model: id, compare: false });
  return el("button", { type: "button", class: "link", "data-key": `kin ${id}`, onclick: open }, name);
}

function trainingRows(model, wording, field) {
  return Object.entries(model.card.training || {}).map(([stage, methods]) =>
    row(
      wording.term("stage", stage),
      joinedBy(
        methods.map((method) => termButton(field, method, wording)),
        ", ",
      ),
      model,
      "training",
      wording,
    ),
  );
}

function sizeRows(model, wording, field) {
  const total = wording.fact(field, model);
  const active = wording.fact(catalog.named.get("active"), model);
  const said = active ? `${total} · ${wording.say("active", { size: active })}` : total;
  return [
    total ? row(wording.label(field), said, model, field.key || field.name, wording) : null,
    checkpointsOf(model, wording),
  ];
}

/** The checkpoints in a table: one column for each fact in which they differ, and always sizes and licenses. */
function checkpointsOf(model, wording) {
  if (!model.card.variants) return null;
  const fields = catalog.fields.filter((field) => {
    if (field.scope !== "checkpoint" || field.name === "year" || field.kind === "flag") return false;
    if (field.kind === "quantity" && !field.compared) return false; // it follows from another one
    const said = new Set(model.checkpoints.map((one) => wording.fact(field, one)));
    return ["parameters", "license"].includes(field.name) ? !said.has("") || said.size > 1 : said.size > 1;
  });
  const head = fields.map((field) => el("th", { scope: "col", class: field.kind }, wording.label(field)));
  const rows = model.checkpoints.map((one, i) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, model.card.variants[i].name),
      fields.map((field) => el("td", { class: `${field.kind} ${field.name}` }, wording.fact(field, one) || "–")),
    ),
  );
  const title = el("th", { scope: "col" }, wording.say("checkpoint"));
  const table = el("table", {}, el("thead", {}, el("tr", {}, title, head)), el("tbody", {}, rows));
  const label = wording.say("page_checkpoints");
  const scroll = el("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": label }, table);
  return [el("dt", {}, label), el("dd", { class: "all" }, scroll)];
}

/** The licenses of weights, code and data, and those that bind the model because of what it was made from. */
function licenseRows(model, wording, field) {
  const own = Object.entries(model.card.license || {}).map(([part, license], i) => [
    el("dt", {}, wording.say(part)),
    el(
      "dd",
      {},
      licenseNamed(license, field, wording),
      sourceNumbers(model, "license"),
      i ? null : saidOtherwise(model, "license", wording),
    ),
  ]);
  const isOpen = values(model, "open").includes(true);
  if (isOpen && !model.card.license?.weights) own.push(row(wording.label(field), wording.say("not_stated")));
  const inherited = (model.card.bound || []).map((bond) =>
    el(
      "li",
      {},
      modelButton(bond.from),
      ` · ${wording.value(field, bond.license)} · `,
      bond.teacher ? wording.say("license_teacher") : wording.term("commercial", bond.commercial),
      bond.conflict ? el("span", { class: "disputed" }, ` ≠ ${wording.say("license_conflict")}`) : null,
    ),
  );
  return inherited.length ? [...own, row(wording.say("license_inherited"), el("ul", {}, inherited))] : own;
}

/** A license with its full name, where it has one. */
function licenseNamed(license, field, wording) {
  const note = catalog.note("license", license);
  const said =
    note && wording.both(note.label) !== wording.value(field, license) ? ` · ${wording.both(note.label)}` : "";
  return note ? [termButton(field, license, wording), said] : wording.value(field, license);
}

function dateRows(model, wording) {
  return Object.entries(model.card.dates || {}).map(([event, date]) =>
    row(eventLabel(event, date, model, wording), wording.day(date), model, "dates", wording),
  );
}

/** What happened on a day, or will: of a model with weights to download, only its maker's service ends. */
function eventLabel(event, date, model, wording) {
  const isOver = date <= new Date().toISOString().slice(0, date.length);
  if (event === "retired" && values(model, "access").includes("open") && model.card.ids?.huggingface)
    return wording.say(isOver ? "service_ended" : "service_ends");
  return event === "retired" && !isOver ? wording.say("retires") : wording.label(catalog.named.get(event));
}

function linkRows(model, wording) {
  return Object.entries(model.card.links || {}).map(([kind, url]) =>
    row(wording.linkKind(kind), link(url, url.replace(/^https?:\/\/(www\.)?/, ""))),
  );
}

function idRows(model) {
  return Object.entries(model.card.ids || {}).map(([place, ids]) => row(place, [ids].flat().join(", ")));
}
