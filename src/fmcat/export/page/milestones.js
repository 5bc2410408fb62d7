"use strict";
// The words of the timeline: eras as bands, and the names of the best known models among those found.

const MOST_NAMES = 200; // how many models are tried for a label
const pen = document.createElement("canvas").getContext("2d");
const widths = new Map();
let family = "";

function widthOf(text, size) {
  family ||= getComputedStyle(document.body).fontFamily; // asked once: it makes the browser style the whole page
  const key = `${size} ${text}`;
  if (!widths.has(key)) {
    pen.font = `${size}px ${family}`;
    widths.set(key, pen.measureText(text).width);
  }
  return widths.get(key);
}

/** The text or as much of its beginning as fits. */
function fitting(text, room, size) {
  if (widthOf(text, size) <= room) return text;
  let end = text.length;
  while (end > 0 && widthOf(`${text.slice(0, end)}…`, size) > room) end--;
  return end > 2 ? `${text.slice(0, end).trimEnd()}…` : "";
}

/** The text or as many of its first words as fit: screen readers compare whole words with the name of a button. */
function fittingWords(text, room, size) {
  const words = text.split(" ");
  const said = () => words.join(" ") + (words.length < text.split(" ").length ? "…" : "");
  while (words.length && widthOf(said(), size) > room) words.pop();
  return words.length ? said() : "";
}

/** Draw the eras of a modality: of the one that is asked for, or else of the one with the most models found. */
function drawEras(wording) {
  const svg = $("time").querySelector("svg");
  const asked = parse(understood, catalog).readings.map(({ term }) => /^modality:(.*)$/.exec(term)?.[1]);
  const chosen = [...chosenOf(catalog.named.get("modality"), valuesIn(understood, "modality")), ...asked];
  const counts = grouped(found, (model) => model.modalities[0]);
  const size = ({ modality }) => (chosen.includes(modality) ? 1e6 : 0) + (counts.get(modality)?.length || 0);
  const [line] = catalog.timelines.toSorted((a, b) => size(b) - size(a));
  if (!line || !svg.hasEras || svg.dataset.eras === line.modality) return;
  const held = document.activeElement.dataset.key;
  svg.dataset.eras = line.modality;
  svg.querySelector(".eras").replaceChildren(...erasOf(line, svg.scale, wording));
  if (held?.startsWith("era ") && !document.activeElement.dataset.key) focusOn(held);
}

/** The eras of a modality in two rows, each a button that asks for its years; one that overlaps the next ends there. */
function erasOf(line, scale, wording) {
  const color = SHELVES.includes(line.modality) ? line.modality : "other";
  const rows = [[], []];
  for (const era of line.eras) {
    const [from, to] = [scale.at(`${era.start}-01-01`), scale.at(`${era.end + 1}-01-01`)];
    const row = (rows[0].at(-1)?.to ?? 0) <= (rows[1].at(-1)?.to ?? 0) ? rows[0] : rows[1];
    if (row.length) row.at(-1).to = Math.min(row.at(-1).to, from);
    row.push({ era, from, to });
  }
  const placed = rows.flatMap((row, i) => row.map((one) => ({ ...one, y: i * (ROW + 3) })));
  return placed.sort((a, b) => a.from - b.from).map((one) => bandOf(one, color, wording));
}

function bandOf({ era, from, to, y }, color, wording) {
  const years = era.start === era.end ? `${era.start}` : `${era.start}–${era.end}`;
  const said = `${years} · ${wording.both(era.headline)}`;
  return el(
    "g",
    {
      class: `era s-${color}`,
      role: "button",
      tabindex: 0,
      "data-key": `era ${era.id}`,
      "data-span": `${era.start}..${era.end}`,
      "aria-label": said,
      "data-x": (from + to) / 2,
      "data-y": y + 3.2 * ROW,
      onpointerenter: (event) => tell(placeOf(event.currentTarget)),
      onkeydown: (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        choose(event.currentTarget.dataset.span);
      },
    },
    el("rect", { x: from + 1, y, width: Math.max(to - from - 2, 0), height: ROW + 1, rx: 3 }),
    el("text", { x: from + 6, y: y + 12 }, fittingWords(wording.both(era.headline), to - from - 12, 11.5)),
  );
}

/** Show which models were found, the names of the best known of them, and the span of time that is asked for. */
function drawFound(wording, width) {
  const svg = $("time").querySelector("svg");
  drawDots(svg);
  const span = spanIn(understood);
  const [from, to] = span ? [span[0] ? svg.scale.at(span[0]) : 0, span[1] ? svg.scale.at(span[1]) : width] : [];
  const shade = span
    ? el("rect", { class: "span", x: from, y: svg.top, width: Math.max(to - from, 2), height: svg.base - svg.top + 4 })
    : null;
  svg.querySelector(".found").replaceChildren(...[shade, ...namesOn(svg, width)].filter(Boolean));
}

/** The names of models where there is room, with lines to their dots: milestones first, then those that led to most. */
function namesOn({ top, labels, places, chosen }, width) {
  const rows = Array.from({ length: labels }, () => []);
  const isFree = (row, from, to) => row.every(([start, end]) => to < start || from > end);
  const known = catalog.bestKnown.filter((model) => chosen.has(model)).slice(0, MOST_NAMES);
  return known.flatMap((model) => {
    const { x, y } = places.get(model.id);
    const wide = widthOf(model.name, 11.5) + 2;
    const from = Math.min(Math.max(x - wide / 2, 0), width - wide);
    const place = rows.findIndex(
      (row, i) =>
        isFree(row, from - 5, from + wide + 5) && rows.slice(i + 1).every((below) => isFree(below, x - 3, x + 3)),
    );
    if (place < 0 || wide > width) return [];
    rows[place].push([from, from + wide]);
    for (const below of rows.slice(place + 1)) below.push([x, x]);
    const line = top + (place + 1) * ROW;
    return [
      el("line", { x1: x, x2: x, y1: line, y2: y - 3 }),
      el("text", { x: from, y: line - 3, class: modalityClass(model), "data-id": model.id }, model.name),
    ];
  });
}
