// data-dialog="id" opens the dialog of that id; on a link its page is the way without JavaScript.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (!dialog?.showModal) return;
  event.preventDefault();
  dialog.showModal();
});
document.addEventListener("click", (event) => {
  if (event.target.matches("dialog[open]")) event.target.close();
  const closer = event.target.closest("[data-dialog-close]");
  if (closer) { event.preventDefault(); closer.closest("dialog")?.close(); }
});
document.querySelector("[data-focus]:not([data-no-focus] *)")?.focus();
