// Select several, act once: the bar appears while boxes with data-select are ticked.
function boxes(scope) {
  return [...document.querySelectorAll(`input[data-select="${scope}"]`)];
}

function refresh(scope) {
  const all = boxes(scope);
  const ticked = all.filter((box) => box.checked).length;
  document.querySelectorAll(`[data-bulk="${scope}"]`).forEach((bar) => {
    bar.classList.toggle("is-on", ticked > 0);
    bar.querySelector("[data-bulk-count]").textContent = ticked;
  });
  document.querySelectorAll(`input[data-select-all="${scope}"]`).forEach((box) => {
    box.checked = ticked > 0 && ticked === all.length;
    box.indeterminate = ticked > 0 && ticked < all.length;
  });
}

document.addEventListener("change", (event) => {
  const { select, selectAll } = event.target.dataset;
  if (selectAll) boxes(selectAll).forEach((box) => { box.checked = event.target.checked; });
  if (select || selectAll) refresh(select || selectAll);
});
document.addEventListener("htmx:afterSettle", () => {
  new Set([...document.querySelectorAll("[data-bulk]")].map((bar) => bar.dataset.bulk)).forEach(refresh);
});
