// Beside every text to be copied stands a button that does it; without script one selects by hand.
for (const text of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button-link small no-print";
  button.textContent = text.dataset.copy;
  button.setAttribute("aria-describedby", text.previousElementSibling.id);
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text.textContent.trim());
    button.textContent = text.dataset.copied;
  });
  text.after(button);
}
