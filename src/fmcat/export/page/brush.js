"use strict";
// Pointer and keyboard on the timeline: dragging chooses a span, a click opens the model nearest by, and so does Enter.

const NEAR = 12; // how near a dot must be to a click, in pixels

/** Make dots one stop of the Tab key: arrows go from dot to dot, Enter and the space bar open the model. */
function walk(svg, dots) {
  dots.at(-1).setAttribute("tabindex", 0);
  const moveTo = (from, to) => {
    from.setAttribute("tabindex", -1);
    to.setAttribute("tabindex", 0);
    to.focus();
  };
  svg.addEventListener("focusin", ({ target }) => tell(target));
  svg.addEventListener("focusout", () => tell(null));
  svg.addEventListener("keydown", (event) => {
    const place = dots.indexOf(event.target);
    if (place < 0) return;
    const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    const to = step ? dots[place + step] : { Home: dots[0], End: dots.at(-1) }[event.key];
    if (event.key === "Enter" || event.key === " ") go({ model: event.target.dataset.id });
    else if (to) moveTo(event.target, to);
    else return;
    event.preventDefault();
  });
}

/** Name a dot or an era beside it; anything else has no name there. */
function tell(node) {
  const svg = $("time").querySelector("svg");
  const tip = svg.querySelector(".tip");
  if (!node?.matches(".era, circle[data-id]")) return tip.replaceChildren();
  const text = node.getAttribute("aria-label");
  const [x, y] = [+(node.getAttribute("cx") ?? node.dataset.x), +(node.getAttribute("cy") ?? node.dataset.y)];
  const wide = widthOf(text, 12) + 12;
  const from = Math.min(Math.max(x - wide / 2, 0), Math.max(svg.clientWidth - wide, 0));
  tip.replaceChildren(
    el("rect", { x: from, y: y - 30, width: wide, height: 20, rx: 4 }),
    el("text", { x: from + 6, y: y - 16 }, text),
  );
  if (node.dataset.id) tip.prepend(el("circle", { cx: x, cy: y, r: 4, class: node.getAttribute("class") }));
}

/** The dot nearest to a place, if one is near; those found before those that are not. */
function dotAt(svg, x, y) {
  let [best, least] = [null, NEAR];
  for (const { dot, x: left, y: top } of svg.places.values()) {
    const cost = Math.hypot(left - x, top - y) + (dot.classList.contains("off") ? 4 : 0);
    if (cost < least) [best, least] = [dot, cost];
  }
  return best;
}

function brush(svg) {
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
    else if (!event.target.closest(".era")) tell(dotAt(svg, x, y));
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
  const id = under?.dataset.id || dotAt(svg, x, y)?.dataset.id;
  if (under?.dataset.span) choose(under.dataset.span);
  else if (id) go({ model: id });
  else if (spanIn(understood)) choose("");
}
