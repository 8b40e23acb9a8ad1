// Quicker with a script, complete without: fill in from a link, a paste or a dropped file.
import { folded, keyIsWhole, neverInKeys, numberIsRight, wrongGroups } from "./check.js";

const form = document.getElementById("open-form");
const number = form.querySelector('[data-enhance="guarantee-number"]');
const key = form.querySelector('[data-enhance="access-key"]');
const NUMBER_SHAPE = /[A-Z]{2}[0-9]{11}[0-9A-Z]/;
const KEY_LINE = /^[2-9A-HJ-NP-Z]{25}$/;

function say(field, text) {
  document.getElementById(`${field.id}-live`).textContent = text;
}

function judgeNumber() {
  const typed = folded(number.value);
  if (typed.length < 14) return say(number, "");
  const right = numberIsRight(number.value);
  return say(number, right ? form.dataset.numberRight : form.dataset.numberWrong);
}

function judgeKey() {
  const strange = neverInKeys(key.value);
  if (strange) return say(key, form.dataset.symbolNever.replace("{s}", strange));
  const wrong = wrongGroups(key.value).map((n) => form.dataset.groupWrong.replace("{n}", n));
  if (wrong.length) return say(key, wrong.join(" "));
  return say(key, keyIsWhole(key.value) ? form.dataset.keyRight : "");
}

// A whole notice or mail, or one line of it, pasted into either field: each finds its own.
function takeApart(text) {
  const lines = text.split(/\r?\n/).map(folded);
  const foundNumber = lines.map((line) => line.match(NUMBER_SHAPE)?.[0]).find(Boolean);
  const foundKey = lines
    .map((line) => line.slice(-25))
    .find((end) => KEY_LINE.test(end) && keyIsWhole(end));
  return [foundNumber, foundKey];
}

function onPaste(event) {
  const [foundNumber, foundKey] = takeApart(event.clipboardData.getData("text"));
  if (!foundNumber && !foundKey) return;
  event.preventDefault();
  if (foundNumber) {
    number.value = foundNumber.replace(/^(..)(....)(.......)(.)$/, "$1-$2-$3-$4");
  }
  if (foundKey) key.value = foundKey.match(/.{5}/g).join("-");
  judgeNumber();
  judgeKey();
}

for (const field of [number, key]) field.addEventListener("paste", onPaste);
number.addEventListener("input", judgeNumber);
key.addEventListener("input", judgeKey);

// The QR code on the notice leads here with the number behind #: it never reaches a server log.
const given = new URLSearchParams(window.location.hash.slice(1)).get("n");
if (given && !number.value) {
  number.value = given;
  judgeNumber();
  key.focus();
}

const byFile = document.getElementById("by-file");
const file = byFile.querySelector("input[type=file]");
document.addEventListener("dragover", (event) => {
  event.preventDefault();
  byFile.open = true;
  byFile.classList.add("drop-ready");
});
document.addEventListener("drop", (event) => {
  event.preventDefault();
  byFile.classList.remove("drop-ready");
  if (!event.dataTransfer.files.length) return;
  file.files = event.dataTransfer.files;
  file.form.requestSubmit();
});
