// A file may be dropped anywhere on the page; without a script the button does the same.
const form = document.querySelector("[data-drop]");
const file = form.querySelector("input[type=file]");

document.addEventListener("dragover", (event) => {
  event.preventDefault();
  form.classList.add("drop-ready");
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) form.classList.remove("drop-ready");
});
document.addEventListener("drop", (event) => {
  event.preventDefault();
  form.classList.remove("drop-ready");
  if (!event.dataTransfer.files.length) return;
  file.files = event.dataTransfer.files;
  form.requestSubmit();
});
