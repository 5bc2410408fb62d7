"use strict";
// One model in full, and several side by side.

/** Everything about a model: its facts with numbers of the sources they were read in, its lineage, its links. */
function cardOf(model, now, wording) {
  const open = (id) => go({ model: id });
  const sources = model.sources || [];
  const numbers = (key) => {
    const read = sources.flatMap((source, i) => (source.for.includes(key) ? [[source, i + 1]] : []));
    if (!read.length) return null;
    return el(
      "sup",
      {},
      read.map(([source, i]) =>
        el("a", { href: `#source-${i}`, class: source.says ? "otherwise" : null, onclick: jump }, `${i}`),
      ),
    );
  };
  const rows = catalog.fields
    .filter((field) => !["fact", "id"].includes(field.kind) && !["name", "summary", "year"].includes(field.name))
    .map((field) => [field, wording.inFull(field, model)])
    .filter(([, fact]) => fact)
    .map(([field, fact]) => [el("dt", {}, wording.label(field)), el("dd", {}, fact, numbers(field.key || field.name))]);
  const step = ({ relation, id, name, url, down }) =>
    el(
      "li",
      {},
      `${wording.relation(relation, down)} · `,
      catalog.byId.has(id)
        ? el("button", { type: "button", class: "plain", onclick: () => open(id) }, catalog.byId.get(id).name)
        : url
          ? link(url, name)
          : name || catalog.outside[id] || id,
    );
  const parents = Object.entries(model.lineage || {}).flatMap(([relation, targets]) =>
    targets.map((to) => (typeof to === "string" ? { relation, id: to } : { relation, name: to.external, url: to.url })),
  );
  const section = (key, items, list = "ul") =>
    items.length ? [el("h3", {}, wording.say(key)), el(list, {}, items)] : [];
  return [
    el("h2", { id: "card-title", class: modalityClass(model) }, model.name, " ", el("small", {}, model.id)),
    el(
      "p",
      { class: "by" },
      [wording.fact(catalog.named.get("vendor"), model), wording.day(model.released)].join(" · "),
    ),
    el("p", {}, wording.both(model.summary)),
    el("dl", {}, rows),
    section("made_from", parents.map(step)),
    section("made_into", (catalog.children.get(model.id) || []).filter(({ id }) => catalog.byId.has(id)).map(step)),
    section(
      "page_links",
      Object.entries(model.links || {}).map(([kind, url]) => el("li", {}, link(url, kind), ` ${url}`)),
    ),
    section(
      "sources",
      sources.map((source, i) => {
        const work = own(catalog.works, source.source);
        const url = source.url || (work && work.url) || "";
        const said = source.says ? ` · ${wording.say("source_says", { value: source.says })}` : "";
        return el(
          "li",
          { id: `source-${i + 1}`, value: i + 1 },
          link(url, work ? work.title : url),
          el("small", {}, ` ${source.for.join(", ")}${said}${source.reason ? ` · ${source.reason}` : ""}`),
        );
      }),
      "ol",
    ),
  ];
}

/** Go to a source without leaving the card, whose address is the model's. */
function jump(event) {
  event.preventDefault();
  document.getElementById(event.target.getAttribute("href").slice(1)).scrollIntoView({ block: "center" });
}
