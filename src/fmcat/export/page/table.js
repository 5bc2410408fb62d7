"use strict";
// The table of models: its sortable header, and one row per model, which can be marked.

function drawTable(now, wording) {
  const columns = catalog.columns.map((name) => catalog.named.get(name));
  const [order] = valuesIn(understood, "sort");
  const sortedBy = (order || "released").replace(/[+-]$/, "");
  const down = (order || "").endsWith("-");
  const head = columns.map((field) => {
    if (!field.sortable) return el("th", { scope: "col" }, wording.label(field));
    const here = catalog.field(sortedBy.toLowerCase()) === field;
    const next =
      here && !down
        ? `${field.name}-`
        : here && order
          ? ""
          : field.name === "released" && !order
            ? "released-"
            : field.name;
    return el(
      "th",
      { scope: "col", "aria-sort": here ? (down ? "descending" : "ascending") : null, class: field.kind },
      el(
        "button",
        {
          type: "button",
          class: "plain",
          "data-key": `sort ${field.name}`,
          onclick: () => go({ q: withTerm(understood, "sort", next) }),
        },
        wording.label(field),
        here ? (down ? " ↓" : " ↑") : "",
      ),
    );
  });
  const title = el("span", { class: "hidden" }, wording.say("page_mark"));
  $("models").tHead.replaceChildren(el("tr", {}, el("th", { scope: "col" }, title), head));
  $("models").tBodies[0].replaceChildren(...found.slice(0, shown).map((model) => rowOf(model, columns, now, wording)));
  $("count").textContent = counted(understood, wording);
  $("more").hidden = found.length <= shown;
  $("more").textContent = wording.say("page_more", { count: found.length - shown });
}

function rowOf(model, columns, now, wording) {
  const marked = now.marked.includes(model.id);
  const box = el("input", {
    type: "checkbox",
    "data-key": `mark ${model.id}`,
    "aria-label": `${wording.say("page_mark")}: ${model.name}`,
    onchange: () => mark(model.id),
  });
  box.checked = marked;
  box.disabled = !marked && now.marked.length === MOST_COMPARED;
  const cells = columns.map((field) => {
    const fact = wording.fact(field, model);
    if (field.name !== "name") return el("td", { class: field.kind }, fact || el("span", { class: "dim" }, "–"));
    const name = el(
      "button",
      {
        type: "button",
        class: `plain ${modalityClass(model)}`,
        "data-key": `model ${model.id}`,
        title: wording.both(model.summary),
        onclick: () => go({ model: model.id }),
      },
      model.name,
    );
    return el("th", { scope: "row" }, name);
  });
  return el("tr", { "data-id": model.id }, el("td", {}, box), cells);
}
