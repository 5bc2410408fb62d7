"use strict";
// The page: its address alone determines what it shows, so that every view has one and the back button works.

const AT_ONCE = 100;
const FACET_ROWS = 8;
const MOST_COMPARED = 6;

const catalog = new Catalog(JSON.parse(document.getElementById("data").textContent));
const $ = (id) => document.getElementById(id);
let shown = AT_ONCE;
let found = catalog.models;
let understood = ""; // the last valid query, whose results are shown, counted and filtered
const unfolded = new Set(innerWidth > 760 ? catalog.facets.slice(0, 2) : []);

// ── the address ─────────────────────────────────────────────────────────────────────────────

function state() {
  const said = new URLSearchParams(location.hash.slice(1));
  return {
    q: said.get("q") || "",
    model: catalog.byId.has(said.get("model")) ? said.get("model") : "",
    missing: catalog.byId.has(said.get("model")) ? "" : said.get("model") || "",
    marked: (said.get("marked") || "")
      .split(",")
      .filter((id) => catalog.byId.has(id))
      .slice(0, MOST_COMPARED),
    compare: said.has("compare"),
    lang: (said.get("lang") || document.documentElement.dataset.first) === "ko" ? "ko" : "en",
    theme: said.get("theme") || "",
  };
}

/** Change the address, as a step that the back button undoes, or (`quietly`) in place. */
function go(changes, quietly = false) {
  const next = { ...state(), ...changes };
  const said = new URLSearchParams();
  if (next.q) said.set("q", next.q);
  if (next.model) said.set("model", next.model);
  if (next.marked.length) said.set("marked", next.marked.join(","));
  if (next.compare && next.marked.length > 1) said.set("compare", "");
  if (next.lang !== document.documentElement.dataset.first) said.set("lang", next.lang);
  if (next.theme) said.set("theme", next.theme);
  history[quietly ? "replaceState" : "pushState"](null, "", `#${said}`);
  render();
}

const toggled = (chosen, value) =>
  chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];

// ── drawing ─────────────────────────────────────────────────────────────────────────────────

function render() {
  const now = state();
  const wording = new Wording(catalog, now.lang);
  const { key } = document.activeElement.dataset;
  document.documentElement.lang = now.lang;
  document.documentElement.dataset.theme = now.theme;
  for (const node of document.querySelectorAll("[data-say]"))
    node.textContent = wording.say(node.dataset.say, { version: catalog.version });
  $("language").textContent = wording.korean ? "English" : "한국어";
  $("language").lang = wording.korean ? "en" : "ko";
  if ($("query").value !== now.q) $("query").value = now.q;
  ask(now.q, wording);
  if (now.missing) $("trouble").append(" ", wording.say("page_no_model", { name: now.missing }));
  document.title = titleOf(now, wording);
  $("what").textContent = [
    wording.say("page_what"),
    catalog.models.length < catalog.size &&
      wording.say("page_part", { count: catalog.models.length, all: catalog.size }),
  ]
    .filter(Boolean)
    .join(" · ");
  drawRights(wording);
  drawNothing(wording);
  drawTable(now, wording);
  drawFacets(now, wording);
  drawTime(now, wording);
  drawMarked(now, wording);
  drawCard(now, wording);
  if (key && !$("card").open) focusOn(key);
}

/** Restore the keyboard focus after redrawing. */
function focusOn(key) {
  document.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
}

/** The title of a tab, a bookmark or a shared link. */
function titleOf(now, wording) {
  const comparing = now.compare && now.marked.length > 1;
  const what = now.model
    ? catalog.byId.get(now.model).name
    : comparing
      ? now.marked.map((id) => catalog.byId.get(id).name).join(" · ")
      : now.q;
  return [what, `fmcat – ${wording.say("page_what")}`].filter(Boolean).join(" · ");
}

/** The attribution, license and date of the data. */
function drawRights(wording) {
  const said = catalog.licensed
    ? [link("https://creativecommons.org/licenses/by/4.0/", wording.say("page_license"))]
    : [];
  const parts = [
    ...said,
    ...catalog.attributions,
    catalog.newest && wording.say("page_newest", { date: wording.day(catalog.newest) }),
  ];
  $("rights").replaceChildren(...parts.filter(Boolean).flatMap((part, i) => (i ? [" · ", part] : [part])));
}

/** If nothing is found, show that, and which word excludes everything. */
function drawNothing(wording) {
  $("nothing").hidden = found.length > 0;
  if (found.length) return;
  const parts = (conjuncts(understood) || []).filter((part) => !isTermOf(part, "sort"));
  const notes = parts.map((term, i) => {
    const count = catalog.select(parts.filter((_, other) => other !== i).join(" ")).length;
    if (!catalog.select(term).length) return wording.say("page_finds_nothing", { term });
    return parts.length > 1 && count ? wording.say("without", { term, count }) : "";
  });
  $("nothing").replaceChildren([wording.say("nothing_found"), ...notes.filter(Boolean)].join("; "));
}

/** Run the query; if it is invalid, show the error, and keep the last results. */
function ask(q, wording) {
  try {
    found = catalog.select(q);
    understood = q;
    $("trouble").replaceChildren();
    $("query").removeAttribute("aria-invalid");
  } catch (trouble) {
    if (!(trouble instanceof QueryError)) throw trouble;
    const [before, culprit, after] = [
      q.slice(0, trouble.start),
      q.slice(trouble.start, trouble.end),
      q.slice(trouble.end),
    ];
    $("trouble").replaceChildren(
      wording.sentence(trouble.sentence),
      " ",
      el("code", {}, before, el("mark", {}, culprit), after),
      " ",
      wording.sentence(trouble.hint),
    );
    $("query").setAttribute("aria-invalid", "true");
  }
}

function drawTime(now, wording) {
  const width = Math.max($("time").clientWidth, 320);
  const shows = `${now.lang} ${width}`;
  if ($("time").dataset.shows !== shows && catalog.models.length) {
    const choose = (from, to) => go({ q: withTerm(understood, "released", `${from}..${to}`) });
    $("time").dataset.shows = shows;
    $("time").setAttribute("aria-label", wording.say("page_time"));
    $("time").replaceChildren(timelineOf(catalog.models, wording, width, choose, (id) => go({ model: id })));
  }
  const chosen = new Set(found.map((model) => model.id));
  for (const dot of $("time").querySelectorAll("circle")) dot.classList.toggle("off", !chosen.has(dot.dataset.id));
}

function drawMarked(now, wording) {
  $("marked").hidden = !now.marked.length;
  $("marked").replaceChildren(
    ...now.marked.map((id) =>
      el("button", { type: "button", onclick: () => mark(id) }, `${catalog.byId.get(id).name} ×`),
    ),
    el(
      "button",
      { type: "button", class: "strong", disabled: now.marked.length < 2, onclick: () => go({ compare: true }) },
      wording.say("page_compare", { count: now.marked.length }),
    ),
  );
}

function drawCard(now, wording) {
  const card = $("card");
  const comparing = now.compare && now.marked.length > 1;
  if (!now.model && !comparing) {
    if (card.open) card.close();
    return;
  }
  const shows = [now.lang, now.model || now.marked].join(" ");
  if (card.open && card.dataset.shows === shows) return;
  card.dataset.shows = shows;
  const close = el(
    "button",
    { type: "button", class: "close", "aria-label": wording.say("page_close"), onclick: () => card.close() },
    "×",
  );
  const body = now.model
    ? cardOf(catalog.byId.get(now.model), catalog, wording, (id) => go({ model: id }))
    : comparisonOf(
        now.marked.map((id) => catalog.byId.get(id)),
        catalog,
        wording,
      );
  card.replaceChildren(close, ...body.flat(Infinity).filter(Boolean));
  card.classList.toggle("wide", !now.model);
  if (card.open) close.focus();
  else card.showModal();
  card.scrollTop = 0;
}

function mark(id) {
  go({ marked: toggled(state().marked, id) }, true);
}

// ── what a person does ──────────────────────────────────────────────────────────────────────

let waiting = 0;
$("query").addEventListener("input", () => {
  clearTimeout(waiting);
  offered = -1;
  waiting = setTimeout(typed, 60);
});
$("query").addEventListener("blur", drawOffers);
$("query").addEventListener("keydown", (event) => {
  const count = $("offers").hidden ? 0 : $("offers").children.length;
  if (event.key === "ArrowDown" && count) offered = (offered + 1) % count;
  else if (event.key === "ArrowUp" && count) offered = (offered + count - 1) % count;
  else if ((event.key === "Enter" || event.key === "Tab") && count && offered >= 0)
    take($("offers").children[offered].firstChild.textContent);
  else if (event.key === "Escape" && count) $("offers").hidden = true;
  else return;
  event.preventDefault();
  if (event.key.startsWith("Arrow")) drawOffers();
});
$("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  go({ q: $("query").value });
});
$("skip").addEventListener("click", (event) => {
  event.preventDefault(); // the address is the state
  $("results").focus();
});
$("more").addEventListener("click", () => {
  shown += AT_ONCE;
  render();
});
$("language").addEventListener("click", () => go({ lang: state().lang === "ko" ? "en" : "ko" }, true));
$("theme").addEventListener("click", () => {
  const dark = state().theme ? state().theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  go({ theme: dark ? "light" : "dark" }, true);
});
$("card").addEventListener("close", () => {
  const { model, compare } = state();
  if (model || compare) go({ model: "", compare: false });
  if (model) focusOn(`model ${model}`);
  if (document.activeElement === document.body) $("results").focus();
});
$("card").addEventListener("click", (event) => event.target === $("card") && $("card").close());
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || /^(input|textarea)$/i.test(document.activeElement.tagName) || $("card").open) return;
  event.preventDefault();
  $("query").focus();
});
addEventListener("popstate", render);
addEventListener("resize", () => drawTime(state(), new Wording(catalog, state().lang)));

document.documentElement.dataset.first = document.documentElement.lang;
render();
