"use strict";
// Several models side by side: facts that differ in a table, then those all share in one line.

function comparisonOf(models, wording) {
  const rows = catalog.fields
    .filter((field) => field.compared)
    .map((field) => [field, models.map((model) => wording.inFull(field, model))])
    .filter(([, facts]) => facts.some(Boolean));
  const same = rows.filter(([, facts]) => facts.every((fact) => fact === facts[0]));
  const shared = same.map(([field, [fact]]) => `${wording.label(field)} ${fact}`).join(" · ");
  const head = models.map((model) =>
    el("th", { scope: "col" }, nameButton(model, wording), removal(model, models, wording)),
  );
  const body = rows
    .filter((one) => !same.includes(one))
    .map(([field, facts]) =>
      el(
        "tr",
        {},
        el("th", { scope: "row" }, wording.label(field)),
        facts.map((fact, i) =>
          el("td", {}, itemsOf(field, fact, models, models[i], wording), disputedMark(models[i], field, wording)),
        ),
      ),
    );
  return [
    el("h2", { id: "card-title" }, wording.say("page_compare", { count: models.length })),
    el(
      "div",
      { class: "scroll compared", tabindex: 0, role: "group", "aria-labelledby": "card-title" },
      el("table", {}, el("thead", {}, el("tr", {}, el("td"), head)), el("tbody", {}, body)),
    ),
    same.length ? el("p", { class: "by" }, wording.say("all_share", { facts: shared })) : null,
  ];
}

/** A fact of one model; items of a list that all the models share are dim. */
function itemsOf(field, fact, models, model, wording) {
  if (!fact) return el("span", { class: "dim" }, "–");
  const items = values(model, field.name);
  const isShared = (item) => models.every((other) => values(other, field.name).includes(item));
  if (field.kind !== "term" || !items.some(isShared)) return fact;
  return joinedBy(
    items.map((item) => el("span", { class: isShared(item) ? "dim" : null }, wording.value(field, item))),
    ", ",
  );
}

/** A button that takes a model out of the comparison, if two remain. */
function removal(model, models, wording) {
  if (models.length < 3) return null;
  const said = wording.say("page_remove", { condition: model.name });
  return el(
    "button",
    { type: "button", class: "plain remove", "aria-label": said, onclick: () => mark(model.id) },
    " ×",
  );
}
