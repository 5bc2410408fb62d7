"use strict";
// The address of the page, which alone determines what is shown: `#dinov2`, `#q=vision&lang=ko`, `#marked=a,b&compare`.

const MOST_COMPARED = 6;

/** What the address says. Its first part is a model if it is not `key=value`. */
function state() {
  const hash = location.hash.slice(1);
  const said = new URLSearchParams(hash.split("&")[0].includes("=") ? hash : `model=${hash}`);
  const name = said.get("model") || "";
  const model = catalog.modelOf(name);
  return {
    q: said.get("q") || "",
    model,
    missing: model ? "" : name,
    marked: (said.get("marked") || "")
      .split(",")
      .filter((id) => catalog.byId.has(id))
      .slice(0, MOST_COMPARED),
    compare: said.has("compare"),
    lang: (said.get("lang") || document.documentElement.dataset.first) === "ko" ? "ko" : "en",
    theme: said.get("theme") || "",
  };
}

/** The address of the page with these changes, readable: colons, commas and slashes are written as they are. */
function addressOf(changes) {
  const next = { ...state(), ...changes };
  const said = new URLSearchParams();
  if (next.q) said.set("q", next.q);
  if (next.marked.length) said.set("marked", next.marked.join(","));
  if (next.compare && next.marked.length > 1) said.set("compare", "");
  if (next.lang !== document.documentElement.dataset.first) said.set("lang", next.lang);
  if (next.theme) said.set("theme", next.theme);
  const rest = `${said}`.replaceAll("%3A", ":").replaceAll("%2C", ",").replaceAll("%2F", "/");
  return `#${[next.model && encodeURIComponent(next.model), rest].filter(Boolean).join("&")}`;
}

/** Change the address, as a step that the back button undoes, or (`quietly`) in place. */
function go(changes, quietly = false) {
  history[quietly ? "replaceState" : "pushState"](null, "", addressOf(changes));
  render();
}

const toggled = (chosen, value) =>
  chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];

function mark(id) {
  go({ marked: toggled(state().marked, id) }, true);
}
