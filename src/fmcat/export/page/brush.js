"use strict";
// Pointer and keyboard on the timeline: dragging chooses a span, a click opens the model nearest by, and so does Enter.

const NEAR = 12; // how near a dot must be to a click, in pixels

/** Make the dots one stop of the Tab key: the dot that the keyboard is at is the only one that is an element. Arrows go
 * from dot to dot, Enter and the space bar open the model. */
function walk(svg, wording) {
  const stop = svg.querySelector(".stop");
  let place = svg.dots.length - 1;
  stop.append(dotOf(svg.dots[place], wording));
  svg.addEventListener("focusin", ({ target }) => tell(placeOf(target)));
  svg.addEventListener("focusout", () => tell(null));
  svg.addEventListener("keydown", (event) => {
    if (event.target.parentNode !== stop) return;
    const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    const to = step ? place + step : { Home: 0, End: svg.dots.length - 1 }[event.key];
    if (event.key === "Enter" || event.key === " ") go({ model: svg.dots[place].model.id });
    else if (svg.dots[to]) {
      place = to;
      const dot = dotOf(svg.dots[place], wording);
      stop.append(dot);
      dot.focus(); // before the other one goes, so that the focus never falls out
      event.target.remove();
    } else return;
    event.preventDefault();
  });
}

const dotOf = ({ model, x, y }, wording) =>
  el("circle", {
    cx: x,
    cy: y,
    r: 3.5,
    class: modalityClass(model),
    tabindex: 0,
    role: "button",
    "data-key": "dot",
    "aria-label": tipOf(model, wording),
  });

/** What is told of an era, or of the dot that the keyboard is at; of other elements nothing. */
const placeOf = (node) =>
  node.matches(".era, .stop circle")
    ? {
        text: node.getAttribute("aria-label"),
        x: +(node.getAttribute("cx") ?? node.dataset.x),
        y: +(node.getAttribute("cy") ?? node.dataset.y),
      }
    : null;

/** Name a dot or an era beside it; without one, take the name away. */
function tell(place) {
  const svg = $("time").querySelector("svg");
  const tip = svg.querySelector(".tip");
  if (!place) return tip.replaceChildren();
  const { text, x, y, color } = place;
  const wide = widthOf(text, 12) + 12;
  const from = Math.min(Math.max(x - wide / 2, 0), Math.max(svg.clientWidth - wide, 0));
  tip.replaceChildren(
    el("rect", { x: from, y: y - 30, width: wide, height: 20, rx: 4 }),
    el("text", { x: from + 6, y: y - 16 }, text),
  );
  if (color) tip.prepend(el("circle", { cx: x, cy: y, r: 4, class: color }));
}

/** The dot nearest to a place, if one is near; those found before those that are not. */
function dotAt(svg, x, y) {
  let [best, least] = [null, NEAR];
  for (const dot of svg.dots) {
    const cost = Math.hypot(dot.x - x, dot.y - y) + (svg.chosen.has(dot.model) ? 0 : 4);
    if (cost < least) [best, least] = [dot, cost];
  }
  return best;
}

/** What is told of the dot at a place. */
function tipAt(svg, x, y, wording) {
  const dot = dotAt(svg, x, y);
  return dot && { ...dot, text: tipOf(dot.model, wording), color: modalityClass(dot.model) };
}

function brush(svg, wording) {
  let start = null;
  const shade = el("rect", { class: "brush", y: svg.top, height: svg.base - svg.top + 4, width: 0 });
  svg.append(shade);
  const place = (event) => {
    const box = svg.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const shadeTo = (x) => {
    shade.setAttribute("x", Math.min(start[0], x));
    shade.setAttribute("width", Math.abs(x - start[0]));
  };
  svg.addEventListener("pointerdown", (event) => {
    start = place(event);
    svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener("pointermove", (event) => {
    const [x, y] = place(event);
    if (start) shadeTo(x);
    else if (!event.target.closest(".era")) tell(tipAt(svg, x, y, wording));
  });
  svg.addEventListener("pointerleave", () => tell(null));
  svg.addEventListener("pointercancel", () => ((start = null), shade.setAttribute("width", 0)));
  svg.addEventListener("pointerup", (event) => {
    if (!start) return;
    const [x, y] = place(event);
    const [from, to] = [Math.min(start[0], x), Math.max(start[0], x)];
    start = null;
    shade.setAttribute("width", 0);
    if (to - from > 4) choose(`${svg.scale.monthAt(from)}..${svg.scale.monthAt(to)}`);
    else clicked(svg, event, x, y);
  });
}

const choose = (span) => go({ q: withTerm(understood, "released", span) });

/** Open what was clicked: an era's years, or a model by its name or its dot; elsewhere, drop the chosen span. */
function clicked(svg, event, x, y) {
  const under = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-span], text[data-id]");
  const id = under?.dataset.id || dotAt(svg, x, y)?.model.id;
  if (under?.dataset.span) choose(under.dataset.span);
  else if (id) go({ model: id });
  else if (spanIn(understood)) choose("");
}
