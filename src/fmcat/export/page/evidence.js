"use strict";
// Where the facts of a card were read: numbers at the facts, both values where sources disagree, and the sources.

/** The numbers of the sources that were read for a fact, as links to them. */
function sourceNumbers(model, key) {
  const read = (model.card.sources || []).flatMap((source, i) =>
    source.for.includes(key) && !source.says ? [i + 1] : [],
  );
  return read.length ? el("sup", {}, read.map(sourceLink)) : null;
}

const sourceLink = (number) => el("a", { href: `#source-${number}`, onclick: jump }, `${number}`);

/** Go to a source without leaving the card, whose address is the model's. */
function jump(event) {
  event.preventDefault();
  const source = document.getElementById(event.currentTarget.getAttribute("href").slice(1));
  source.scrollIntoView({ block: "center" });
  source.focus();
}

/** What other sources say of a fact, and why the entry does not follow them. */
function saidOtherwise(model, key, wording) {
  return (model.card.sources || []).flatMap((source, i) =>
    source.says && source.for.includes(key)
      ? el(
          "div",
          { class: "otherwise" },
          el("span", { class: "disputed" }, "≠ "),
          `${titleOfSource(source)} ${wording.say("source_says", { value: source.says })}`,
          el("sup", {}, sourceLink(i + 1)),
          source.reason ? el("small", {}, " ", reasonOf(source)) : null,
        )
      : [],
  );
}

/** Why a source is read as it is, marked as the language it is written in, whichever the page is in. */
const reasonOf = ({ reason }) => el("span", { lang: /\p{Script=Hangul}/u.test(reason) ? "ko" : "en" }, reason);

const titleOfSource = (source) =>
  own(catalog.works, source.source)?.title ?? spokenAddress(source.url || "").split("/")[0];

/** An address as people say it: without its scheme and www. */
const spokenAddress = (url) => url.replace(/^https?:\/\/(www\.)?/, "");

/** The sources, with how close each is to the makers, what it was read for and when. */
function sourcesOf(model, wording) {
  const items = (model.card.sources || []).map((source, i) => {
    const work = own(catalog.works, source.source);
    const url = source.url || work?.url || "";
    const facts = source.for.map((key) => {
      const field = catalog.fields.find((one) => one.key === key || one.name === key);
      return field ? wording.label(field).toLowerCase() : key;
    });
    const notes = [
      wording.say(`tier_${source.tier}`),
      wording.say("source_for", { fields: facts.join(", ") }),
      source.read && wording.say("source_read", { date: wording.day(source.read) }),
      source.says ? wording.say("source_says", { value: source.says }) : source.reason && reasonOf(source),
    ];
    return el(
      "li",
      { id: `source-${i + 1}`, tabindex: -1 },
      link(url, work ? work.title : spokenAddress(url)),
      " ",
      el("small", { class: `tier-${source.tier}` }, joinedBy(notes.filter(Boolean), " · ")),
    );
  });
  return items.length ? [el("h3", {}, wording.say("sources")), el("ol", { class: "sources" }, items)] : [];
}
