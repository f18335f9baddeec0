// Alt and an arrow key move the question in which the focus is; it stays there while the list is drawn again.
document.addEventListener("keydown", (event) => {
  if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  const question = event.target.closest?.("[data-question]");
  const way = event.key === "ArrowUp" ? "up" : "down";
  const button = question?.querySelector(`[data-way="${way}"]`);
  if (!button || button.disabled) return;
  event.preventDefault();
  button.focus();
  button.click();
});
