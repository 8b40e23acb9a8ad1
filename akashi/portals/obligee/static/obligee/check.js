// The same arithmetic as akashi/domain/identifiers: a mistyped group is named while typing.
const KEY_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const WEIGHTS = [2, 4, 8, 16, 1];
const CONSTANTS = [1, 2, 3, 4, 5];
const ALPHANUMERICS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const GROUP = 5;

export function folded(text) {
  return text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\u200B-\u200D\u2060\uFEFF]|[-‐‑‒–—―−－ー﹣﹘]/gu, "");
}

function multiply(left, right) {
  let product = 0;
  for (; right; right >>= 1) {
    if (right & 1) product ^= left;
    left <<= 1;
    if (left & 32) left ^= 0b100101;
  }
  return product;
}

export function numberIsRight(text) {
  const typed = folded(text);
  if (!/^[A-Z]{2}[0-9]{11}[0-9A-Z]$/.test(typed)) return false;
  let product = 36;
  for (const symbol of typed.slice(0, -1)) {
    const total = (product + ALPHANUMERICS.indexOf(symbol)) % 36 || 36;
    product = (total * 2) % 37;
  }
  return ALPHANUMERICS[(37 - product) % 36] === typed.at(-1);
}

export function neverInKeys(text) {
  return [...folded(text)].find((symbol) => !KEY_ALPHABET.includes(symbol)) ?? "";
}

// Counted from 1; only groups typed to the end are judged, so that nobody is scolded mid-word.
export function wrongGroups(text) {
  const typed = folded(text);
  const wrong = [];
  for (let at = 0; at < 5; at += 1) {
    const group = [...typed.slice(at * GROUP, at * GROUP + GROUP)];
    if (group.length < GROUP) break;
    const sum = group.reduce(
      (total, symbol, i) => total ^ multiply(KEY_ALPHABET.indexOf(symbol), WEIGHTS[i]),
      0,
    );
    if (sum !== CONSTANTS[at]) wrong.push(at + 1);
  }
  return wrong;
}

export function keyIsWhole(text) {
  return folded(text).length === 25 && !neverInKeys(text) && wrongGroups(text).length === 0;
}
