// When a form comes back with errors, the summary above it is read first (WCAG 2.2 3.3.1).
document.querySelector("[data-focus-first]")?.focus();
