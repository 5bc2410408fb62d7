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

/** The parts of the timeline that queries do not change: years, eras and the places of dots. */
function timelineOf(wording, width) {
  const isNarrow = width <= NARROW;
  const scale = scaleOf(catalog.models, 6, width - 6);
  const top = isNarrow ? 0 : 2 * (ROW + 3);
  const labels = (isNarrow ? 1 : 3) * ROW;
  const height = top + labels + (isNarrow ? 74 : 100) + ROW + 6;
  const base = height - ROW - 8;
  const svg = el(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, width, height },
    yearsOf(scale, top, base),
    el("g", { class: "eras" }),
    el("g", { class: "found" }),
    el("g", { class: "dots", "aria-hidden": "true" }),
    el("g", { class: "stop" }),
    el("g", { class: "tip", "aria-hidden": "true" }),
  );
  const dots = dotsOf(scale, base, base - top - labels - 4);
  Object.assign(svg, { scale, top, base, dots, labels: labels / ROW, hasEras: !isNarrow });
  svg.places = new Map(dots.map((dot) => [dot.model.id, dot]));
  walk(svg, wording);
  brush(svg, wording);
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

/** The places of dots, in the order of time; those of one column are stacked, modality by modality. */
function dotsOf(scale, base, space) {
  const shelf = (model) => (SHELVES.indexOf(modalityClass(model).slice(2)) + SHELVES.length + 1) % (SHELVES.length + 1);
  const middle = ({ earliest, latest }) => (scale.at(earliest) + scale.at(latest)) / 2;
  const shelves = grouped(catalog.newestFirst.toReversed(), shelf);
  const columns = grouped(
    [...shelves.keys()].sort().flatMap((one) => shelves.get(one)),
    ({ day }) => Math.round((middle(day) - scale.left) / DOT),
  );
  const highest = Math.max(...[...columns.values()].map((column) => column.length));
  const step = Math.min(DOT, space / highest);
  const places = [...columns].flatMap(([column, models]) =>
    models.map((model, i) => ({ model, x: scale.left + column * DOT, y: base - DOT / 2 - i * step })),
  );
  return places.sort(({ model: a }, { model: b }) =>
    a.day.earliest < b.day.earliest ? -1 : a.day.earliest > b.day.earliest ? 1 : 0,
  );
}

/** Draw the dots: one path for all those of a color that were found, and one for those that were not. */
function drawDots(svg) {
  const chosen = new Set(found);
  const paths = new Map();
  for (const { model, x, y } of svg.dots) {
    const color = `${modalityClass(model)}${chosen.has(model) ? "" : " off"}`;
    paths.set(color, `${paths.get(color) || ""}M${x.toFixed(1)} ${y.toFixed(1)}h0`);
  }
  svg.chosen = chosen;
  svg.querySelector(".dots").replaceChildren(...[...paths].map(([color, d]) => el("path", { class: color, d })));
}

const tipOf = (model, wording) => `${model.name} · ${wording.day(model.released)}`;

/** The colors, each a button that asks for its modality. */
function drawLegend(wording) {
  const field = catalog.named.get("modality");
  const chosen = chosenOf(field, valuesIn(understood, "modality"));
  const lists = catalog.column("modality").values.filter(Boolean);
  const colors = new Set(lists.map((modalities) => modalityClass({ modalities }).slice(2)));
  const others = [...new Set(lists.map(([first]) => first))].filter((id) => !SHELVES.includes(id));
  const items = [...SHELVES.map((id) => [id, [id]]), ["other", others]].filter(([id]) => colors.has(id));
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
    const name = key(item);
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(item);
  }
  return groups;
}
