"use strict";
// The family of a model: a small graph, older models on the left, and all of its relations in words.

const MOST_KIN = 7; // the most models of a generation in the graph
const [BOX, GAP] = [22, 6]; // the height of a name and the space below it

/** What a model was made from, and what was made from it. */
function familyOf(model, wording) {
  const [up, down] = [parentsOf(model), childrenOf(model)];
  const list = (key, steps) => {
    if (!steps.length) return [];
    const groups = grouped(steps, (step) => wording.relation(step.relation, step.down));
    const rows = [...groups].map(([relation, found]) => row(relation, joinedBy(found.map(kinOf), ", ")));
    return [el("h3", {}, wording.say(key)), el("dl", {}, rows)];
  };
  const graph = up.length + down.length ? familyGraph(model, up, down, wording) : null;
  return [graph, ...list("made_from", up), ...list("made_into", down)];
}

const kinOf = ({ id, name, url }) => (id ? modelButton(id) : url ? link(url, name) : document.createTextNode(name));

function parentsOf(model) {
  return Object.entries(model.card.lineage || {}).flatMap(([relation, targets]) =>
    targets.map((to) => (typeof to === "string" ? { relation, id: to } : { relation, name: to.external, url: to.url })),
  );
}

function childrenOf(model) {
  const dayOf = ({ id }) => catalog.byId.get(id)?.day.earliest;
  const here = (model.card.children || []).filter(dayOf).map((step) => ({ ...step, down: true }));
  return here.sort((a, b) => (dayOf(a) < dayOf(b) ? -1 : 1));
}

/** The graph: grandparents, parents, the model, and its children, of each generation those that led to most. */
function familyGraph(model, up, down, wording) {
  const fame = (id) => catalog.descendants.get(id) || 0;
  const best = (ids) => [...new Set(ids)].filter((id) => catalog.byId.has(id)).sort((a, b) => fame(b) - fame(a));
  const parents = best(up.map(({ id }) => id));
  const grand = best(
    parents.slice(0, MOST_KIN).flatMap((id) => parentsOf(catalog.byId.get(id)).map((step) => step.id)),
  );
  const children = best(down.map(({ id }) => id));
  const isKin = (id) => id === model.id || parents.includes(id) || children.includes(id);
  const older = innerWidth > NARROW ? grand.filter((id) => !isKin(id)) : [];
  const columns = [older, parents, [model.id], children].filter((ids) => ids.length);
  if (columns.length < 2) return null;
  const width = Math.min(innerWidth - 60, 660);
  const wide = Math.min((width - 26 * (columns.length - 1)) / columns.length, 190);
  const step = (width - wide) / (columns.length - 1);
  const tallest = Math.max(...columns.map((ids) => Math.min(ids.length, MOST_KIN + 1)));
  const height = tallest * (BOX + GAP);
  const places = new Map();
  const boxes = columns.flatMap((ids, column) => {
    const few = ids.slice(0, ids.length > MOST_KIN + 1 ? MOST_KIN : ids.length);
    const rows = few.length + (few.length < ids.length ? 1 : 0);
    const top = (height - rows * (BOX + GAP)) / 2;
    const at = (i) => ({ x: column * step, y: top + i * (BOX + GAP), wide });
    few.forEach((id, i) => places.set(id, at(i)));
    const more = few.length < ids.length ? moreBox(at(few.length), ids.length - few.length) : null;
    return [...few.map((id, i) => kinBox(id, at(i), id === model.id)), more];
  });
  const edges = [...places.keys()].flatMap((id) =>
    parentsOf(catalog.byId.get(id)).flatMap((one) => edgeOf(places.get(one.id), places.get(id), one, wording)),
  );
  const svg = el("svg", { viewBox: `0 0 ${width} ${height}`, width, height, "aria-hidden": "true" }, edges, boxes);
  return el("div", { class: "family" }, svg);
}

/** A line from an older model to a younger one in a later column; its tooltip names the relation. */
function edgeOf(from, to, { relation }, wording) {
  if (!from || !to || from.x >= to.x) return [];
  const [x1, y1, x2, y2] = [from.x + from.wide, from.y + BOX / 2, to.x, to.y + BOX / 2];
  const bend = Math.min((x2 - x1) / 2, 40);
  const path = `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
  return el("path", { d: path }, el("title", {}, wording.relation(relation, true)));
}

function kinBox(id, { x, y, wide }, isSelf) {
  const model = catalog.byId.get(id);
  return el(
    "g",
    { class: isSelf ? "kin self" : "kin", onclick: () => !isSelf && go({ model: id, compare: false }) },
    el("title", {}, `${model.name} · ${model.released.slice(0, 4)}`),
    el("rect", { x, y, width: wide, height: BOX, rx: 5 }),
    el("text", { x: x + 7, y: y + 15, class: modalityClass(model) }, fitting(model.name, wide - 12, 12.5)),
  );
}

const moreBox = ({ x, y }, count) => el("text", { x: x + 7, y: y + 15, class: "more" }, `+${count}`);
