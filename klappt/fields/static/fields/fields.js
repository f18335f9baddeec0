// Makes questions quicker; every button here is a submit that works without this file as well.
const DONE = "klappt:question";

function questionOf(element) {
  return element.closest?.("[data-question]");
}

// Whoever saves listens for this: something changed by a button, where no field is left.
function changed(question) {
  question.dispatchEvent(new CustomEvent(DONE, { bubbles: true }));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-question] button");
  if (!button) return;
  const act = Object.keys(ACTS).find((name) => name in button.dataset);
  if (!act) return;
  event.preventDefault();
  const question = questionOf(button);
  ACTS[act](button, question);
  changed(question);
});

const ACTS = {
  clear(button, question) {
    const name = button.dataset.clear || `q-${question.dataset.question}`;
    const ticks = [...question.querySelectorAll("input[type=radio]")].filter((tick) => tick.name === name);
    ticks.forEach((tick) => { tick.checked = false; });
    button.hidden = true;
    ticks[0]?.focus();
  },
  more(button, question) {
    const rows = question.querySelector("[data-rows]");
    const numbers = [...rows.querySelectorAll("[data-less]")].map((each) => Number(each.value));
    const blank = question.querySelector("template[data-blank]").innerHTML;
    rows.insertAdjacentHTML("beforeend", blank.replaceAll("__row__", String(Math.max(0, ...numbers) + 1)));
    numbered(rows);
    rows.lastElementChild.querySelector(".control")?.focus();
  },
  less(button, question) {
    const rows = question.querySelector("[data-rows]");
    const row = button.closest("[data-row]");
    const next = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    numbered(rows);
    (next?.querySelector("[data-less]") ?? question.querySelector("[data-more]")).focus();
  },
  up(button, question) { step(button, question, -1); },
  down(button, question) { step(button, question, 1); },
};

function numbered(rows) {
  rows.querySelectorAll("[data-number]").forEach((place, index) => { place.textContent = index + 1; });
}

// A ranking: lines with a place stand first, in their order.
const lines = (list) => [...list.querySelectorAll("[data-option]")];
const placeOf = (line) => line.querySelector("select");
const ranked = (list) =>
  lines(list).filter((line) => placeOf(line).value).sort((a, b) => placeOf(a).value - placeOf(b).value);

function step(button, question, way) {
  const list = question.querySelector("[data-ranking]");
  const line = button.closest("[data-option]");
  const order = ranked(list);
  const here = order.indexOf(line);
  if (here < 0) order.push(line);
  else {
    const there = Math.min(Math.max(here + way, 0), order.length - 1);
    [order[here], order[there]] = [order[there], order[here]];
  }
  place(list, order, button);
}

function moveTo(select) {
  const list = select.closest("[data-ranking]");
  const line = select.closest("[data-option]");
  const wanted = Number(select.value);
  const order = ranked(list).filter((each) => each !== line);
  if (wanted) order.splice(wanted - 1, 0, line);
  place(list, order, select);
}

function place(list, order, focused) {
  const most = lines(list).length && placeOf(lines(list)[0]).options.length - 1;
  lines(list).forEach((line) => { placeOf(line).value = ""; });
  order.slice(0, most).forEach((line, index) => { placeOf(line).value = String(index + 1); });
  const rest = lines(list).filter((line) => !order.includes(line));
  list.append(...order, ...rest);
  focused.focus();
}

function off(question) {
  const tick = question.querySelector("[data-na]");
  if (!tick) return;
  question.classList.toggle("is-off", tick.checked);
  // What was written stays to be seen, and is not sent: both at once is no answer.
  question.querySelectorAll("[data-answer] :is(input, select, textarea, button)").forEach((each) => { each.disabled = tick.checked; });
}

document.addEventListener("change", (event) => {
  const question = questionOf(event.target);
  if (!question) return;
  if (event.target.matches("[data-na]")) off(question);
  if (event.target.matches("[data-ranking] select")) moveTo(event.target);
  if (event.target.type === "radio") shown(question, event.target);
});

function shown(question, radio) {
  const row = radio.closest("[role=radiogroup]");
  const clear = (row ?? question).querySelector("[data-clear]");
  if (clear) clear.hidden = false;
}

// What was typed before stands there again: pairs of name and value, as a browser would send them.
document.addEventListener("klappt:fill", (event) => {
  const question = questionOf(event.target);
  const typed = event.detail;
  if (question.querySelector("template[data-blank]")) withRows(question, typed);
  question.querySelectorAll("[data-answer] [name], [data-na]").forEach((input) => put(input, typed));
  const list = question.querySelector("[data-ranking]");
  if (list) list.append(...ranked(list), ...lines(list).filter((line) => !placeOf(line).value));
  question.querySelectorAll("input[type=radio]:checked").forEach((radio) => shown(question, radio));
  off(question);
});

function put(input, typed) {
  if (input.tagName === "BUTTON" || input.type === "file") return;
  const values = typed.filter(([name]) => name === input.name).map(([, value]) => value);
  if (["checkbox", "radio"].includes(input.type)) input.checked = values.includes(input.value);
  else if (input.type === "date" && values[0] && !/^\d{4}-\d{2}-\d{2}$/.test(values[0])) Object.assign(input, { type: "text", value: values[0] });
  else input.value = values[0] ?? "";
}

function withRows(question, typed) {
  const cell = new RegExp(`^q-${question.dataset.question}-(\\d+)-[a-z0-9_]+$`);
  const numbers = [...new Set(typed.map(([name]) => cell.exec(name)?.[1]).filter(Boolean))];
  const blank = question.querySelector("template[data-blank]").innerHTML;
  const rows = question.querySelector("[data-rows]");
  if (numbers.length) rows.innerHTML = numbers.map((number) => blank.replaceAll("__row__", number)).join("");
  numbered(rows);
}

const start = (root) => root.querySelectorAll?.("[data-question]").forEach(off);
start(document);
document.addEventListener("htmx:load", (event) => start(event.target));
