// Runs a function on every element that matches, now and whenever htmx brings new ones.
export function enhance(selector, improve) {
  const all = (root) => {
    if (root.matches?.(selector)) improve(root);
    root.querySelectorAll?.(selector).forEach(improve);
  };
  all(document);
  document.addEventListener("htmx:load", (event) => all(event.target));
}
