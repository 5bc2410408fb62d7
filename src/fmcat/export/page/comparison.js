"use strict";
// Several models side by side.

/** Models side by side: facts that differ in a table, then those all share in one line. */
function comparisonOf(models, wording) {
  const rows = catalog.fields
    .filter((field) => !["fact", "id"].includes(field.kind) && !["name", "alias", "summary"].includes(field.name))
    .map((field) => [field, models.map((model) => wording.inFull(field, model))])
    .filter(([, facts]) => facts.some(Boolean));
  const same = rows.filter(([, facts]) => facts.every((fact) => fact === facts[0]));
  return [
    el("h2", { id: "card-title" }, wording.say("page_compare", { count: models.length })),
    el(
      "div",
      { class: "scroll" },
      el(
        "table",
        {},
        el(
          "thead",
          {},
          el(
            "tr",
            {},
            el("td"),
            models.map((model) => el("th", { scope: "col", class: modalityClass(model) }, model.name)),
          ),
        ),
        el(
          "tbody",
          {},
          rows
            .filter((row) => !same.includes(row))
            .map(([field, facts]) =>
              el(
                "tr",
                {},
                el("th", { scope: "row" }, wording.label(field)),
                facts.map((fact) => el("td", {}, fact || "–")),
              ),
            ),
        ),
      ),
    ),
    same.length &&
      el(
        "p",
        { class: "by" },
        wording.say("all_share", {
          facts: same.map(([field, [fact]]) => `${wording.label(field)} ${fact}`).join(" · "),
        }),
      ),
  ].filter(Boolean);
}
