// Dragging a card into another column presses the button that stands in the card for it.
const board = document.querySelector(".board");
let dragged = null;

function wayTo(card, state) {
  return card.querySelector(`[data-move="${state}"]`);
}

function columnOf(event) {
  return event.target.closest?.("[data-column]");
}

for (const card of document.querySelectorAll("[data-drag]")) {
  card.draggable = true;
  card.addEventListener("dragstart", () => { dragged = card; });
  card.addEventListener("dragend", () => { dragged = null; });
}

board?.addEventListener("dragover", (event) => {
  const column = columnOf(event);
  if (!dragged || !column || !wayTo(dragged, column.dataset.column)) return;
  event.preventDefault();
  column.classList.add("is-over");
});
board?.addEventListener("dragleave", (event) => columnOf(event)?.classList.remove("is-over"));
board?.addEventListener("drop", (event) => {
  const column = columnOf(event);
  column?.classList.remove("is-over");
  const way = dragged && column && wayTo(dragged, column.dataset.column);
  if (!way) return;
  event.preventDefault();
  way.click();
});
