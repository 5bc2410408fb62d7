"use strict";
// Ranges, dates and quantities, as queries and models write them.

function ends(value) {
  if (/^[<>]=/.test(value)) return value[0] === ">" ? range(value.slice(2), "") : range("", value.slice(2));
  if (/^[<>]/.test(value)) return value[0] === ">" ? range(value.slice(1), "", true) : range("", value.slice(1), true);
  const middle = value.indexOf("..");
  if (middle >= 0) return range(value.slice(0, middle), value.slice(middle + 2));
  if (value.endsWith("+")) return range(value.slice(0, -1), "");
  if (value.endsWith("-")) return range("", value.slice(0, -1));
  return range(value, value);
}
const range = (low, high, strict = false) => ({ low, high, strict });

const [OLDEST, NEWEST] = ["1900", "2199"];

/** The first and last day of 2021, 2021-02 or 2021-02-26; throws a sentence if it is none of these. */
function readDate(text) {
  const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  if (!found) throw say`'${text}' is not a date; write 2021, 2021-02 or 2021-02-26`;
  const [, year, month, day] = found;
  if (year < OLDEST || year > NEWEST) throw say`the year ${year} is not between ${OLDEST} and ${NEWEST}`;
  const earliest = `${year}-${month || "01"}-${day || "01"}`;
  const at = new Date(`${earliest}T00:00:00Z`);
  if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== earliest)
    throw +month >= 1 && +month <= 12
      ? say`'${text}' is not a date: that month has no such day`
      : say`'${text}' is not a date: there is no month ${+month}`;
  if (day) return { earliest, latest: earliest };
  const next = month ? Date.UTC(+year, +month, 1) : Date.UTC(+year + 1, 0, 1);
  return { earliest, latest: new Date(next - 864e5).toISOString().slice(0, 10) };
}

const shifted = (day, by) => new Date(Date.parse(`${day}T00:00:00Z`) + by * 864e5).toISOString().slice(0, 10);

const SCALES = { "": 1, k: 1e3, m: 1e6, b: 1e9, g: 1e9, t: 1e12 };

/** 86M, 1.1B, 7e9 or a whole number; throws a sentence otherwise. Exact up to 2^53. */
function readQuantity(text) {
  const found = /^(\d[\d_]*)(?:\.(\d+))?(?:e\+?(\d{1,2}))?\s*([kmbgt]?)$/i.exec(text.trim());
  if (!found) throw say`'${text}' is not a quantity; write 86M, 1.1B, 128k or a whole number`;
  const [, whole, fraction = "", exponent = "0", scale] = found;
  const power = BigInt(SCALES[scale.toLowerCase()]) * 10n ** BigInt(exponent);
  const scaled = BigInt(whole.replaceAll("_", "") + fraction) * power;
  const [unit, most] = [10n ** BigInt(fraction.length), 10n ** 18n];
  if (scaled % unit || scaled <= 0n || scaled / unit > most) throw say`'${text}' is not a whole number from 1 to 1e18`;
  return Number(scaled / unit);
}

/** 24GB, 512 MB or 80GiB as bytes; throws a sentence otherwise. */
function readBytes(text) {
  const found = /^(\d[\d_.]*)\s*([kmgt])(i?)b$/i.exec(text.trim());
  if (!found) throw say`'${text}' is not a size of memory; write 24GB or 512MB`;
  const [, number, scale, binary] = found;
  const power = SCALES[scale.toLowerCase()];
  const value = readQuantity(number + scale);
  return binary ? Math.floor((value / power) * 1024 ** (Math.log10(power) / 3)) : value;
}

/** 128k, 128Ki or a whole number of tokens; throws a sentence otherwise. */
function readTokens(text) {
  const [, number, scale] = /^(\d[\d_]*)\s*([km])i$/i.exec(text.trim()) || [];
  return scale ? readQuantity(number) * (/k/i.test(scale) ? 1024 : 1024 ** 2) : readQuantity(text);
}

/** 2.1e25 or 1e25 FLOP; throws a sentence otherwise. */
function readCompute(text) {
  const found = /^(\d+(?:\.\d+)?(?:e\+?\d{1,2})?)\s*(?:flops?)?$/i.exec(text.trim());
  const value = found ? Number(found[1]) : 0;
  if (!(value >= 1 && value <= 1e32)) throw say`'${text}' is not a number of FLOP; write 2.1e25`;
  return value;
}

/** How the quantities of a unit are read. */
const READ = { "": readQuantity, tokens: readTokens, bytes: readBytes, flop: readCompute, plain: readQuantity };

/** A number, or the next one in a direction: 1 or -1. */
const past = (value, by) => (Number.isSafeInteger(value) ? value + by : value * (1 + by * Number.EPSILON));

/** The least and largest number that people call a text: 7B stands for 6.5B up to 7.999…B. */
function roundingTo(text, read = readQuantity) {
  const value = read(text);
  const written = Number(/^[\d._]*/.exec(text.trim())[0].replace(/[._]/g, ""));
  const step = Math.floor(value / written);
  return [value - Math.floor(step / 2), value + Math.max(step - 1, 0)];
}
