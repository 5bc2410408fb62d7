"use strict";
// How texts are compared: a port of fmcat/text.py and fmcat/query/beginnings.py.

const ASCII = /^[\x20-\x7e]*$/; // most texts, for which less is to be done
const fold = (text) =>
  ASCII.test(text)
    ? text.toLowerCase()
    : text.normalize("NFC").toLowerCase().replace(/ß/g, "ss").replace(/ς/g, "σ").normalize("NFC");
const nameKey = (text) => fold(text).replace(/[\s_‐-―-]+/g, "");

// Scripts without spaces between words, and Hangul: see beginnings.py.
const UNSPACED = String.raw`\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}`;
const HANGUL = String.raw`\u1100-\u11ff\u3131-\u318e\ua960-\ua97f\uac00-\ud7ff`;
const LETTER = String.raw`(?:(?![${UNSPACED}${HANGUL}])[\p{L}\p{M}\p{N}])`;
const WORD = new RegExp(String.raw`${LETTER}+(?:\.${LETTER}+)*|[${HANGUL}]+|[^\s_‐-―\-]`, "gu");
const MOST_TAILS = 12;
const LONGEST_TAIL = 60;

const ASCII_WORD = /[a-z0-9]+(?:\.[a-z0-9]+)*|[^\s_-]/g;

/** The folded text with one space before each word and sign. */
const spaced = (text) =>
  (fold(text).match(ASCII.test(text) ? ASCII_WORD : WORD) || []).map((word) => ` ${word}`).join("");

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

/** The known keys that are most similar to a word: those that begin with it, then those with the fewest changes, at
 * most a third of its letters; if more than one changes, the first letter is the same. A port of `near` of text.py. */
function near(word, known, most = 3) {
  const begins = known.filter((key) => word.length >= 3 && key.length <= 2 * word.length && key.startsWith(word));
  const far = new Map();
  for (const key of known) {
    const reach = key[0] === word[0] ? Math.max(1, Math.floor(word.length / 3)) : 1;
    if (!word || !key || Math.abs(key.length - word.length) > reach) continue;
    const steps = distance(word, key);
    if (steps <= reach) far.set(key, steps);
  }
  const least = Math.min(...far.values());
  const close = [...far.keys()].filter((key) => far.get(key) === least);
  return [...new Set([...begins.sort((a, b) => a.length - b.length), ...close])].slice(0, most);
}

/** The number of letters to change, add, drop or swap with their neighbor (optimal string alignment). */
function distance(one, other) {
  let [before, row] = [[], Array.from({ length: other.length + 1 }, (_, i) => i)];
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    [before, row] = [row, next];
  }
  return row[other.length];
}

// Korean particles, by the rules of fmcat/messages/particles.py.
const PARTICLES = {
  "은(는)": ["은", "는"],
  "이(가)": ["이", "가"],
  "을(를)": ["을", "를"],
  "와(과)": ["과", "와"],
  "(으)로": ["으로", "로"],
  "(이)라": ["이라", "라"],
};
const FORMS = Object.keys(PARTICLES).map((one) => one.replace(/[()]/g, "\\$&"));
const AFTER_WORD = new RegExp(`([\\p{L}\\p{N}]+)([^\\p{L}\\p{N}_\\s{}]*?)(${FORMS.join("|")})`, "gu");
/** How words end when they are read in Korean: ㄹ, another consonant (ㅇ), a vowel (empty), or null if not sure. */
const ENDINGS = [
  [/[178]$/, "ㄹ"],
  [/[036]$/, "ㅇ"],
  [/[2459]$/, ""],
  [/^[^aeiou]*[lr]$/i, "ㄹ"],
  [/^[^aeiou]*[mn]$/i, "ㅇ"],
  [/^[^aeiou]*[a-z]$/i, ""],
  [/le?$/i, "ㄹ"],
  [/(?:[mn]e?|ng)$/i, "ㅇ"],
  [/[BCKPT]$/, null],
  [/pe$|b$|[aeiou]{2}[ckpt]$/i, null],
  [/[aeiou][ckpt]$/i, "ㅇ"],
  [/[a-z]$/i, ""],
];

function ending(word) {
  const place = word.charCodeAt(word.length - 1) - 0xac00;
  if (place >= 0 && place <= 0xd7a3 - 0xac00) return place % 28 === 8 ? "ㄹ" : place % 28 ? "ㅇ" : "";
  return (ENDINGS.find(([form]) => form.test(word)) || [null, null])[1];
}

/** A filled text whose particles fit the words before them; where a reading is not sure, both forms stay. */
function withParticles(text) {
  return text.replace(AFTER_WORD, (whole, word, marks, particle) => {
    const end = ending(word);
    if (end === null) return whole;
    const isOpen = !end || (particle === "(으)로" && end === "ㄹ");
    return word + marks + PARTICLES[particle][isOpen ? 1 : 0];
  });
}
