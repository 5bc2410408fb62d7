"use strict";
// The table of models: its sortable header, and one row per model, which can be marked.

function drawTable(now, wording) {
  const columns = catalog.columns.map((name) => catalog.named.get(name));
  const title = el("span", { class: "hidden" }, wording.say("page_mark"));
  const head = columns.map((field) => headOf(field, wording));
  $("models").tHead.replaceChildren(el("tr", {}, el("th", { scope: "col" }, title), head));
  $("models").tBodies[0].replaceChildren(...found.slice(0, shown).map((model) => rowOf(model, columns, now, wording)));
  $("models").hidden = !found.length;
  $("count").textContent = counted(understood, wording);
  $("more").hidden = found.length <= shown;
  $("more").textContent = wording.say("page_more", { count: found.length - shown });
}

/** The head of a column. It sorts by it: up, then down, then as without it, which is the newest first. */
function headOf(field, wording) {
  if (!field.sortable) return el("th", { scope: "col", class: `${field.kind} ${field.name}` }, wording.label(field));
  const [order] = valuesIn(understood, "sort");
  const isHere = catalog.field((order || "released").replace(/[+-]$/, "").toLowerCase()) === field;
  const isDown = order ? order.endsWith("-") : true;
  const next = !isHere || !order ? field.name : isDown ? "" : `${field.name}-`;
  return el(
    "th",
    {
      scope: "col",
      "aria-sort": isHere ? (isDown ? "descending" : "ascending") : null,
      class: `${field.kind} ${field.name}`,
    },
    el(
      "button",
      {
        type: "button",
        class: "plain",
        "data-key": `sort ${field.name}`,
        onclick: () => go({ q: withTerm(understood, "sort", next) }),
      },
      wording.label(field),
      isHere ? (isDown ? " ↓" : " ↑") : "",
    ),
  );
}

function rowOf(model, columns, now, wording) {
  const isMarked = now.marked.includes(model.id);
  const box = el("input", {
    type: "checkbox",
    "data-key": `mark ${model.id}`,
    "aria-label": `${wording.say("page_mark")}: ${model.name}`,
    onchange: () => mark(model.id),
  });
  box.checked = isMarked;
  box.disabled = !isMarked && now.marked.length === MOST_COMPARED;
  const cells = columns.map((field) => {
    if (field.name === "name") return el("th", { scope: "row" }, nameButton(model, wording));
    const fact = wording.brief(field, model);
    const attributes = {
      class: `${field.kind} ${field.name}`,
      title: fact.length > 18 ? wording.fact(field, model) : null,
    };
    return el("td", attributes, fact || el("span", { class: "dim" }, "–"), disputedMark(model, field, wording));
  });
  return el(
    "tr",
    { "data-id": model.id, class: isMarked ? "marked" : null },
    el("td", { class: "box" }, el("label", {}, box)),
    cells,
  );
}

function nameButton(model, wording) {
  return el(
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
}

/** A mark after a fact whose sources disagree. */
function disputedMark(model, field, wording) {
  const key = field.key || field.name;
  if (!values(model, "disputed").includes(key)) return null;
  const said = wording.say("sources_disagree");
  return el("span", { class: "disputed", role: "img", "aria-label": said, title: said }, " ≠");
}
