// Edit in place. Enter opens and saves, Escape leaves, Tab saves and goes on, a click elsewhere saves.
// What was typed stays until the server has it. The markup is described in klappt/ui/README.md.
import { enhance } from "./enhance.js";

const CELL = "[data-edit-cell]";
const FORM = "form[data-edit-form]";
const before = new WeakMap(); // cell -> what it showed before
const onward = new WeakMap(); // cell -> 1 or -1: where Tab wants to go once saved
const QUIET = 4000;

// Asked of the controls, not remembered: whoever types at once would be faster than the remembering.
const untouched = (control) => {
  if (control.options) return control.selectedIndex === Math.max(0, [...control.options].findIndex((each) => each.defaultSelected));
  if (["checkbox", "radio"].includes(control.type)) return control.checked === control.defaultChecked;
  return control.defaultValue === undefined || control.value === control.defaultValue;
};
const isAsItCame = (form) =>
  [...form.elements].every(untouched) && !form.querySelector("[aria-invalid=true]");
const openers = (cell) => [...(cell.closest("[data-edit-area], table") ?? document).querySelectorAll(`${CELL} .edit`)];

document.addEventListener("htmx:beforeSwap", (event) => {
  const cell = event.detail.target?.closest?.(CELL);
  if (cell && !cell.querySelector(FORM)) before.set(cell, cell.innerHTML);
});

enhance(FORM, (form) => {
  const control = form.querySelector("[autofocus], [aria-invalid=true], .control, .tick, select, input:not([type=hidden])");
  if (!form.contains(document.activeElement)) control?.focus();
  if (isAsItCame(form)) control?.select?.();
});

enhance("[data-saved]", (note) => setTimeout(() => note.remove(), QUIET));

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.(FORM);
  if (!form || event.isComposing) return;
  if (event.key === "Escape") { event.preventDefault(); leave(form); }
  else if (event.key === "Enter" && !event.shiftKey && !event.target.closest("button, a")) { event.preventDefault(); save(form); }
  else if (event.key === "Tab" && isEdge(form, event)) { event.preventDefault(); save(form, event.shiftKey ? -1 : 1); }
});

document.addEventListener("focusout", (event) => {
  const form = event.target.closest?.(FORM);
  if (!form || !event.relatedTarget || form.contains(event.relatedTarget) || "editStays" in form.dataset) return;
  if (form.isConnected && !form.classList.contains("htmx-request")) save(form, 0);
});

function isEdge(form, event) {
  const stops = [...form.querySelectorAll("input:not([type=hidden]), select, textarea, button, a[href]")].filter((each) => !each.disabled && each.tabIndex >= 0);
  return event.target === (event.shiftKey ? stops[0] : stops.at(-1));
}

function leave(form, step) {
  const cell = form.closest(CELL);
  cell.innerHTML = before.get(cell) ?? "";
  // It was kept while its own request was under way.
  cell.querySelectorAll(".htmx-request").forEach((each) => each.classList.remove("htmx-request"));
  window.htmx?.process(cell);
  goOn(cell, step);
}

function save(form, step) {
  const cell = form.closest(CELL);
  if (isAsItCame(form)) return leave(form, step);
  onward.set(cell, step);
  form.requestSubmit();
}

document.addEventListener("htmx:afterSwap", (event) => {
  const cell = event.detail.target?.closest?.(CELL);
  if (!cell || cell.querySelector(FORM) || !onward.has(cell)) return;
  const step = onward.get(cell);
  onward.delete(cell);
  goOn(cell, step);
});

// step 0: focus has already gone elsewhere; undefined: back to where the edit began.
function goOn(cell, step) {
  cell.dispatchEvent(new CustomEvent("klappt:edited", { bubbles: true }));
  if (step === 0) return;
  const all = openers(cell);
  const here = all.findIndex((each) => cell.contains(each));
  const next = all[here + (step ?? 0)];
  (next ?? cell.querySelector(".edit"))?.focus();
  if (step && next) next.click();
}

for (const name of ["htmx:sendError", "htmx:responseError"]) {
  document.addEventListener(name, (event) => {
    const form = event.detail.elt?.closest?.(FORM);
    const place = form?.querySelector("[data-edit-error]");
    const words = document.getElementById(name === "htmx:sendError" ? "toast-offline" : "toast-failed");
    if (place && words) place.textContent = words.content.querySelector(".toast__text").textContent;
  });
}
