// select[data-combobox] becomes a field one types into; the select underneath stays what is sent.
import { enhance } from "./enhance.js";

let count = 0;
const plain = (text) => text.toLowerCase().replaceAll("ß", "ss").normalize("NFD").replace(/[\u0300-\u036f]/g, "");

enhance("select[data-combobox]", (select) => {
  if (select.hidden) return;
  const id = `combo-${count += 1}`;
  const input = Object.assign(document.createElement("input"), { type: "text", className: "control", autocomplete: "off" });
  const list = Object.assign(document.createElement("ul"), { id, className: "combo__list", hidden: true });
  const label = document.querySelector(`label[for="${select.id}"]`);
  const frame = Object.assign(document.createElement("div"), { className: "combo" });
  const attributes = { role: "combobox", "aria-expanded": "false", "aria-controls": id, "aria-autocomplete": "list" };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
  for (const name of ["aria-describedby", "aria-invalid"]) if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
  list.setAttribute("role", "listbox");
  if (label) {
    label.id ||= `${id}-label`;
    list.setAttribute("aria-labelledby", label.id);
    input.id = `${select.id}_text`;
    label.htmlFor = input.id;
  }
  const chosen = () => (select.value ? select.selectedOptions[0]?.text.trim() ?? "" : "");
  input.value = chosen();
  select.hidden = true;
  select.after(frame);
  frame.append(input, list);

  let found = [];
  let at = -1;
  const close = () => { list.hidden = true; at = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const mark = (index) => {
    at = index;
    [...list.children].forEach((each, i) => each.setAttribute("aria-selected", String(i === at)));
    const item = list.children[at];
    if (!item) return;
    input.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  };
  const take = (option) => {
    select.value = option.value;
    input.value = chosen();
    close();
    select.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const show = (text) => {
    const words = plain(text).split(/\s+/).filter(Boolean);
    found = [...select.options].filter((o) => o.value && words.every((word) => plain(o.text).includes(word))).slice(0, 50);
    list.replaceChildren(...found.map((option, i) => {
      const item = Object.assign(document.createElement("li"), { id: `${id}-${i}`, textContent: option.text.trim() });
      item.setAttribute("role", "option");
      item.addEventListener("pointerdown", (event) => { event.preventDefault(); take(option); });
      return item;
    }));
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark(found.length && text ? 0 : -1);
  };
  input.addEventListener("input", () => show(input.value));
  input.addEventListener("click", () => show(""));
  input.addEventListener("blur", () => {
    close();
    if (!input.value.trim()) { const none = [...select.options].find((o) => !o.value); if (none) select.value = none.value; }
    input.value = chosen();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") { event.preventDefault(); if (list.hidden) show(""); mark(Math.min(at + 1, found.length - 1)); }
    else if (event.key === "ArrowUp") { event.preventDefault(); mark(Math.max(at - 1, 0)); }
    else if (event.key === "Enter" && !list.hidden && found[at]) { event.preventDefault(); event.stopPropagation(); take(found[at]); }
    else if (event.key === "Escape" && !list.hidden) { event.preventDefault(); event.stopPropagation(); input.value = chosen(); close(); }
  });
});
