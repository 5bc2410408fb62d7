"use strict";
// Models on one time axis, one lane per modality, one dot per model; dragging over it chooses a span.

const DOT = 6;
const TALLEST = 54;

/** The timeline as SVG. `choose(from, to)` gets the two months of a span, `open(id)` a model. */
function timelineOf(models, wording, width, choose, open) {
  const years = models.map((model) => +model.released.slice(0, 4));
  const first = Math.min(...years);
  const span = Math.max(...years) - first + 1;
  const margin = width > 700 ? 165 : 110;
  const wide = Math.max(width - margin - 10, 100);
  const at = (month) => margin + (month / (span * 12)) * wide;
  const monthOf = (day) => (+day.slice(0, 4) - first) * 12 + (+day.slice(5, 7) - 1);
  const parts = [];
  let y = 26;
  for (const [lane, members] of lanesOf(models)) {
    const columns = grouped(members, ({ day }) => Math.floor((monthOf(day.earliest) + monthOf(day.latest)) / 2));
    const highest = Math.max(...[...columns.values()].map((column) => column.length));
    const step = Math.min(DOT, TALLEST / highest);
    const height = Math.max(highest * step, 14);
    parts.push(el("text", { x: 0, y: y + height - 3, class: `s-${lane}` }, wording.term("modality", lane)));
    for (const [month, column] of columns)
      column.forEach((model, i) =>
        parts.push(
          el(
            "circle",
            {
              cx: at(month + 0.5).toFixed(1),
              cy: (y + height - 4 - i * step).toFixed(1),
              r: 2.6,
              class: `s-${lane}`,
              "data-id": model.id,
              "data-key": `dot ${model.id}`,
              role: "button",
              tabindex: -1,
              "aria-label": `${model.name} · ${wording.day(model.released)}`,
            },
            el("title", {}, `${model.name} · ${wording.day(model.released)}`),
          ),
        ),
      );
    y += height + 8;
  }
  const every = [1, 2, 5, 10, 20].find((step) => (wide / span) * step >= 44) || 50;
  const marks = Array.from({ length: span }, (_, i) => first + i)
    .filter((year) => year % every === 0)
    .flatMap((year) => {
      const x = at((year - first) * 12);
      return [
        el("line", { x1: x, x2: x, y1: 18, y2: y, class: "year" }),
        el("text", { x: x + 3, y: 13, class: "dim" }, `${year}`),
      ];
    });
  const svg = el("svg", { viewBox: `0 0 ${width} ${y}`, width, height: y }, marks, parts);
  brush(
    svg,
    (from, to) => {
      const month = (x) => {
        const passed = Math.min(Math.max(Math.floor(((x - margin) / wide) * span * 12), 0), span * 12 - 1);
        return `${first + Math.floor(passed / 12)}-${String((passed % 12) + 1).padStart(2, "0")}`;
      };
      choose(month(from), month(to));
    },
    y,
    open,
  );
  walk([...svg.querySelectorAll("circle")], open);
  return svg;
}

/** The modalities and their models, the largest first; a model is in the lane of its first modality. */
function lanesOf(models) {
  return [...grouped(models, (model) => model.modalities[0])].sort((a, b) => b[1].length - a[1].length);
}

function grouped(items, key) {
  const groups = new Map();
  for (const item of items) {
    if (!groups.has(key(item))) groups.set(key(item), []);
    groups.get(key(item)).push(item);
  }
  return groups;
}

/** Make dots one stop of the Tab key: arrows go from dot to dot, Enter and the space bar open the model. */
function walk(dots, open) {
  if (!dots.length) return;
  dots[0].setAttribute("tabindex", 0);
  dots.forEach((dot, place) =>
    dot.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
      if (event.key === "Enter" || event.key === " ") open(dot.dataset.id);
      else if (step && dots[place + step]) {
        dot.setAttribute("tabindex", -1);
        dots[place + step].setAttribute("tabindex", 0);
        dots[place + step].focus();
      } else return;
      event.preventDefault();
    }),
  );
}

/** Call `done(from, to)` with the pixels between which a pointer was dragged, or `open(id)` if a dot was clicked. */
function brush(svg, done, height, open) {
  let start = null;
  const shade = el("rect", { class: "brush", y: 0, height, width: 0 });
  svg.append(shade);
  const place = (event) => event.clientX - svg.getBoundingClientRect().left;
  svg.addEventListener("pointerdown", (event) => {
    start = place(event);
    svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener("pointermove", (event) => {
    if (start === null) return;
    shade.setAttribute("x", Math.min(start, place(event)));
    shade.setAttribute("width", Math.abs(place(event) - start));
  });
  svg.addEventListener("pointerup", (event) => {
    const end = place(event);
    const dot = document
      .elementsFromPoint(event.clientX, event.clientY)
      .find((node) => node.dataset?.id && svg.contains(node));
    if (start !== null && Math.abs(end - start) > 4) done(Math.min(start, end), Math.max(start, end));
    else if (start !== null && dot) open(dot.dataset.id);
    start = null;
    shade.setAttribute("width", 0);
  });
}
