"use strict";
// Models on one time axis, one dot each, in the color of their modality. Years with more models are wider. Above them
// are the eras of one modality and the names of the best known models.

const DOT = 5.6;
const ROW = 15; // the height of a line of text
const SHELVES = ["language", "vision", "multimodal", "generation", "audio"];

/** Draw the timeline again if its size or language changed, and on it what was found. */
function drawTime(now, wording) {
  if (!catalog.models.length) return;
  const width = Math.max($("time").clientWidth, 300);
  const shows = `${now.lang} ${width}`;
  if ($("time").dataset.shows !== shows) {
    const held = $("time").contains(document.activeElement) && document.activeElement.dataset.key;
    $("time").dataset.shows = shows;
    $("time").setAttribute("aria-label", wording.say("page_time"));
    $("time").replaceChildren(el("div", { class: "legend" }), timelineOf(wording, width));
    if (held)
      $("time")
        .querySelector(`[data-key="${CSS.escape(held)}"]`)
        ?.focus();
  }
  drawLegend(wording);
  drawEras(wording);
  drawFound(wording, width);
}

/** How time is spread over the width: `at(day)` is a place, `dayAt(x)` the day there, `years` where each begins. */
function scaleOf(models, left, right) {
  const counts = new Map();
  for (const { day } of models) counts.set(+day.earliest.slice(0, 4), (counts.get(+day.earliest.slice(0, 4)) || 0) + 1);
  const first = Math.min(...counts.keys());
  const all = Array.from({ length: Math.max(...counts.keys()) - first + 1 }, (_, i) => first + i);
  const weights = all.map((year) => 0.8 + Math.sqrt(counts.get(year) || 0));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const years = [];
  let x = left;
  for (const [i, year] of all.entries()) {
    const wide = (weights[i] / total) * (right - left);
    years.push({ year, x, wide });
    x += wide;
  }
  const at = (day) => {
    const { x: start, wide } = years[Math.min(Math.max(+day.slice(0, 4) - first, 0), years.length - 1)];
    if (+day.slice(0, 4) > all.at(-1)) return right;
    return start + ((+day.slice(5, 7) - 1 + (+day.slice(8, 10) - 1) / 31) / 12) * wide;
  };
  const monthAt = (place) => {
    const { year, x: start, wide } = years.findLast((one) => one.x <= place) || years[0];
    const month = Math.min(Math.max(Math.floor(((place - start) / wide) * 12), 0), 11);
    return `${year}-${String(month + 1).padStart(2, "0")}`;
  };
  return { at, monthAt, years, left, right };
}

/** The parts of the timeline that queries do not change: years, eras and dots. */
function timelineOf(wording, width) {
  const isNarrow = width <= NARROW;
  const scale = scaleOf(catalog.models, 6, width - 6);
  const top = isNarrow ? 0 : 2 * (ROW + 3);
  const labels = (isNarrow ? 1 : 3) * ROW;
  const height = top + labels + (isNarrow ? 74 : 100) + ROW + 6;
  const base = height - ROW - 8;
  const dots = dotsOf(scale, base, base - top - labels - 4, wording);
  const svg = el(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, width, height },
    yearsOf(scale, top, base),
    el("g", { class: "eras" }),
    el("g", { class: "found" }),
    dots,
    el("g", { class: "tip", "aria-hidden": "true" }),
  );
  Object.assign(svg, { scale, top, base, labels: labels / ROW, hasEras: !isNarrow });
  const placed = dots.map((dot) => ({ dot, x: +dot.getAttribute("cx"), y: +dot.getAttribute("cy") }));
  svg.places = new Map(placed.map((one) => [one.dot.dataset.id, one]));
  walk(svg, dots);
  brush(svg);
  return svg;
}

function yearsOf({ years }, top, base) {
  let free = 0; // where the next label may begin
  return years.map(({ year, x, wide }, i) => {
    const fits = x >= free && wide > 4;
    if (fits) free = x + 34;
    return el(
      "g",
      { class: "year" },
      i % 2 ? el("rect", { x, y: top, width: wide, height: base - top + 4 }) : null,
      fits ? el("text", { x: x + 2, y: base + ROW + 2 }, `${year}`) : null,
    );
  });
}

/** The dots, in the order of time; those of one column are stacked, modality by modality. */
function dotsOf(scale, base, space, wording) {
  const shelf = (model) => (SHELVES.indexOf(modalityClass(model).slice(2)) + SHELVES.length + 1) % (SHELVES.length + 1);
  const middle = ({ earliest, latest }) => (scale.at(earliest) + scale.at(latest)) / 2;
  const columns = grouped(
    catalog.models.toSorted((a, b) => shelf(a) - shelf(b)),
    ({ day }) => Math.round((middle(day) - scale.left) / DOT),
  );
  const highest = Math.max(...[...columns.values()].map((column) => column.length));
  const step = Math.min(DOT, space / highest);
  return [...columns]
    .flatMap(([column, models]) =>
      models.map((model, i) => [model, scale.left + column * DOT, base - DOT / 2 - i * step]),
    )
    .sort(([a], [b]) => (a.day.earliest < b.day.earliest ? -1 : a.day.earliest > b.day.earliest ? 1 : 0))
    .map(([model, cx, cy]) =>
      el("circle", {
        cx: cx.toFixed(1),
        cy: cy.toFixed(1),
        r: 2.5,
        class: modalityClass(model),
        "data-id": model.id,
        "data-key": `dot ${model.id}`,
        role: "button",
        tabindex: -1,
        "aria-label": tipOf(model, wording),
      }),
    );
}

const tipOf = (model, wording) => `${model.name} · ${wording.day(model.released)}`;

/** The colors, each a button that asks for its modality. */
function drawLegend(wording) {
  const field = catalog.named.get("modality");
  const chosen = chosenOf(field, valuesIn(understood, "modality"));
  const counts = grouped(catalog.models, (model) => modalityClass(model).slice(2));
  const others = [...new Set(catalog.models.map((model) => model.modalities[0]))].filter((id) => !SHELVES.includes(id));
  const items = [...SHELVES.map((id) => [id, [id]]), ["other", others]].filter(([id]) => counts.has(id));
  $("time").firstChild.replaceChildren(
    ...items.map(([id, terms]) => {
      const isChosen = terms.length > 0 && terms.every((term) => chosen.includes(term));
      const q = withTerm(understood, "modality", isChosen ? "" : terms.join(","));
      return el(
        "button",
        {
          type: "button",
          class: "plain",
          "aria-pressed": `${isChosen}`,
          "data-key": `legend ${id}`,
          disabled: !terms.length,
          onclick: () => go({ q }),
        },
        el("span", { class: `dot s-${id}`, "aria-hidden": "true" }, "●"),
        id === "other" ? wording.say("other") : wording.term("modality", id),
      );
    }),
  );
}

function grouped(items, key) {
  const groups = new Map();
  for (const item of items) {
    if (!groups.has(key(item))) groups.set(key(item), []);
    groups.get(key(item)).push(item);
  }
  return groups;
}
