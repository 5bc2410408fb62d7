"use strict";
// What a person does with a model: cite it, copy the link to it, mark it to compare, open its paper and weights.

function actionsOf(model, now, wording) {
  const isMarked = now.marked.includes(model.id);
  const isFull = !isMarked && now.marked.length === MOST_COMPARED;
  const cite = el("pre", { id: "citation", tabindex: 0, hidden: true }, model.card.bibtex);
  const button = (key, attributes, text = wording.say(key)) =>
    el("button", { type: "button", "data-key": key, ...attributes }, text);
  const show = (event) => {
    cite.hidden = !cite.hidden;
    event.currentTarget.setAttribute("aria-expanded", `${!cite.hidden}`);
    if (!cite.hidden) copy(model.card.bibtex, event.currentTarget, wording);
  };
  const { page } = model.card; // in a site
  const here = `${location.href.split("#")[0]}#${encodeURIComponent(model.id)}`;
  const address = page ? new URL(page, location.href).href : here;
  const pages = ["paper", "weights"]
    .filter((kind) => model.card.links?.[kind])
    .map((kind) => link(model.card.links[kind], `${wording.linkKind(kind)} ↗`));
  return el(
    "div",
    { class: "actions" },
    button("cite", { onclick: show, "aria-expanded": "false", "aria-controls": "citation" }),
    button("page_copy", { onclick: (event) => copy(address, event.currentTarget, wording) }),
    button(
      "page_mark",
      { "aria-pressed": `${isMarked}`, disabled: isFull, onclick: () => mark(model.id) },
      isMarked ? wording.say("page_marked") : undefined,
    ),
    now.marked.length > 1
      ? button(
          "page_compare",
          { class: "strong", onclick: () => go({ compare: true, model: "" }) },
          wording.say("page_compare", { count: now.marked.length }),
        )
      : null,
    page ? el("a", { href: page }, wording.say("page_own")) : null,
    pages,
    cite,
  );
}

/** Copy a text, and say so on the button for a moment. */
async function copy(text, button, wording) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = el("textarea", { class: "hidden" }, text);
    button.after(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  const said = button.textContent;
  button.textContent = wording.say("page_copied");
  button.focus();
  setTimeout(() => (button.textContent = said), 1500);
}
