"use strict";
// How texts are compared: a port of fmcat/text.py and fmcat/query/beginnings.py.

const fold = (text) => text.normalize("NFC").toLowerCase().replace(/ß/g, "ss").replace(/ς/g, "σ").normalize("NFC");
const nameKey = (text) => fold(text).replace(/[\s_‐-―-]+/g, "");

// Scripts without spaces between words, and Hangul: see beginnings.py.
const UNSPACED = String.raw`\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}`;
const HANGUL = String.raw`\u1100-\u11ff\u3131-\u318e\ua960-\ua97f\uac00-\ud7ff`;
const LETTER = String.raw`(?:(?![${UNSPACED}${HANGUL}])[\p{L}\p{M}\p{N}])`;
const WORD = new RegExp(String.raw`${LETTER}+(?:\.${LETTER}+)*|[${HANGUL}]+|[^\s_‐-―\-]`, "gu");
const MOST_TAILS = 12;
const LONGEST_TAIL = 60;

/** The folded text with one space before each word and sign. */
const spaced = (text) => (fold(text).match(WORD) || []).map((word) => ` ${word}`).join("");

/** A name without its spaces from each of its words on, each after a space. */
function joinedName(name) {
  const folded = fold(name);
  const starts = [...folded.matchAll(WORD)].filter(({ 0: word, index }) => index && /^[\p{L}\p{N}]/u.test(word));
  const tails = starts.slice(0, MOST_TAILS - 1).map(({ index }) =>
    Array.from(nameKey(folded.slice(index)))
      .slice(0, LONGEST_TAIL)
      .join(""),
  );
  return [nameKey(folded), ...tails].map((tail) => ` ${tail}`).join("");
}
