"use strict";
// The page: draws what its address says, and does what a person does.

const AT_ONCE = 50;
const NARROW = 760;

const $ = (id) => document.getElementById(id);
const catalog = new Catalog(JSON.parse($("data").textContent), new Lines("facts"));
let shown = AT_ONCE;
let found = catalog.newestFirst;
let isSimilar = false; // whether the models found are only similar to the words of the query
let understood = ""; // the last valid query, whose results are shown, counted and filtered
const unfolded = new Set(innerWidth > NARROW ? catalog.facets.slice(0, 2) : []);

// ── drawing ─────────────────────────────────────────────────────────────────────────────────

function render() {
  const now = state();
  const wording = new Wording(catalog, now.lang);
  const focused = document.activeElement;
  document.documentElement.lang = now.lang;
  document.documentElement.dataset.theme = now.theme;
  if (document.documentElement.dataset.said !== now.lang) sayAll(now, wording);
  $("language").textContent = wording.korean ? "English" : "한국어";
  $("language").lang = wording.korean ? "en" : "ko";
  $("query").placeholder = wording.say("page_query");
  if ($("query").value !== now.q) $("query").value = now.q;
  ask(now.q, wording);
  if (now.missing) $("trouble").append(" ", wording.say("page_no_model", { name: now.missing }));
  drawHead(now, wording);
  drawChips(wording);
  drawRights(wording);
  drawNothing(wording);
  drawTable(now, wording);
  drawFacets(now, wording);
  drawTime(now, wording);
  drawMarked(now, wording);
  drawCard(now, wording);
  if (!focused.isConnected && !$("card").open) focusOn(focused.dataset.key);
}

/** Write the texts that do not change but with the language. */
function sayAll(now, wording) {
  document.documentElement.dataset.said = now.lang;
  for (const node of document.querySelectorAll("[data-say]"))
    node.textContent = wording.say(node.dataset.say, { version: catalog.version });
}

/** Restore the keyboard focus after redrawing; if what had it is gone, the results get it. */
function focusOn(key) {
  const again = key && document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  (again || $("results")).focus();
}

/** Run the query; if it is invalid, show the error, and keep the last results. */
function ask(q, wording) {
  try {
    ({ models: found, isSimilar } = searched(q));
    understood = q;
    $("trouble").replaceChildren();
    $("query").removeAttribute("aria-invalid");
  } catch (trouble) {
    if (!(trouble instanceof QueryError)) throw trouble;
    const culprit = el("mark", {}, q.slice(trouble.start, trouble.end));
    $("trouble").replaceChildren(
      wording.sentence(trouble.sentence),
      " ",
      el("code", {}, q.slice(0, trouble.start), culprit, q.slice(trouble.end)),
      " ",
      wording.sentence(trouble.hint),
    );
    $("query").setAttribute("aria-invalid", "true");
  }
}

function drawMarked(now, wording) {
  const marked = now.marked.map((id) =>
    el("button", { type: "button", "data-key": `marked ${id}`, onclick: () => mark(id) }, catalog.nameOf(id), " ×"),
  );
  const compare = el(
    "button",
    {
      type: "button",
      class: "strong",
      disabled: now.marked.length < 2,
      onclick: () => go({ compare: true, model: "" }),
    },
    wording.say("page_compare", { count: now.marked.length }),
  );
  $("marked").hidden = !now.marked.length;
  $("marked").replaceChildren(...marked, compare);
}

function drawCard(now, wording) {
  const card = $("card");
  const comparing = now.compare && now.marked.length > 1;
  if (document.readyState === "loading") return; // what cards show is at the end of the page
  if (!now.model && !comparing) {
    if (card.open) card.close();
    return;
  }
  const shows = [now.lang, now.model, now.marked].join(" ");
  if (card.open && card.dataset.shows === shows) return;
  const isNew = card.dataset.model !== now.model || !card.open;
  Object.assign(card.dataset, { shows, model: now.model });
  const held = document.activeElement.dataset.key;
  const close = el(
    "button",
    { type: "button", class: "close", "aria-label": wording.say("page_close"), onclick: () => card.close() },
    "×",
  );
  const body = now.model
    ? cardOf(catalog.byId.get(now.model), now, wording)
    : comparisonOf(
        now.marked.map((id) => catalog.byId.get(id)),
        wording,
      );
  card.replaceChildren(close, ...body.flat(Infinity).filter(Boolean));
  card.classList.toggle("wide", !now.model);
  if (!card.open) card.showModal();
  (card.querySelector(`[data-key="${CSS.escape(held || "")}"]`) || close).focus();
  if (isNew) card.scrollTop = 0;
}

// ── what a person does ──────────────────────────────────────────────────────────────────────

let waiting = 0;
$("query").addEventListener("input", () => {
  clearTimeout(waiting);
  offered = -1;
  drawOffers();
  waiting = setTimeout(typed, patience());
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
  const first = $("offers").hidden ? null : $("offers").firstChild;
  go({ q: $("query").value });
  if (first && $("query").hasAttribute("aria-invalid")) take(first.firstChild.textContent);
  else $("offers").hidden = true;
});
$("skip").addEventListener("click", (event) => {
  event.preventDefault(); // the address is the state
  $("results").focus();
});
$("filter").addEventListener("click", () => {
  const isShown = $("facets").classList.toggle("shown");
  $("filter").setAttribute("aria-expanded", `${isShown}`);
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
  if ($("card").open || $("card").dataset.model !== model) return; // the address has gone on in the meantime
  if (model || compare) go({ model: "", compare: false }, true);
  if (model) focusOn(`model ${model}`);
  if (document.activeElement === document.body) $("results").focus();
});
$("card").addEventListener("click", (event) => event.target === $("card") && $("card").close());
document.addEventListener("keydown", (event) => {
  const isTyping = /^(input|textarea)$/i.test(document.activeElement.tagName);
  if ($("card").open || isTyping) return;
  if (event.key === "/") $("query").focus();
  else if (event.key === "Escape" && spanIn(understood)) go({ q: withTerm(understood, "released", "") });
  else return;
  event.preventDefault();
});
addEventListener("popstate", render);
addEventListener("resize", () => drawTime(state(), new Wording(catalog, state().lang)));

document.documentElement.dataset.first = document.documentElement.lang;
render();
document.addEventListener("DOMContentLoaded", () => {
  drawCard(state(), new Wording(catalog, state().lang));
  prepare();
});

const whenIdle = globalThis.requestIdleCallback ?? ((work) => setTimeout(work, 50));

/** Prepare what words are searched in while nobody waits, so that the first search need not. */
function prepare(first = 0) {
  const some = catalog.models.slice(first, first + AT_ONCE);
  if (some.every((model) => model.words && model.names)) whenIdle(() => some.length && prepare(first + AT_ONCE));
}
