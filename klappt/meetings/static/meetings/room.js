// Writing minutes from several places at once. What is typed stays on the device until the server has it;
// what others write comes in quietly, never over what somebody is typing here.
const root = document.querySelector("[data-room]");
const words = document.getElementById("room-words").content;
const word = (name) => words.querySelector(`[data-word="${name}"]`).textContent;
const PREFIX = `room:${root.dataset.room}:`;
const MINUTE = 60_000;
const sent = new Map(); // key of an item -> what is on its way
const csrf = () => JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];

const notes = (key) => document.querySelector(`[data-room-text="${key}"]`);
const openedOf = (key) => document.querySelector(`#said-${key} [name=opened]`);
const normal = (text) => text.replaceAll("\r\n", "\n").trim();
const isDirty = (key) => normal(notes(key).value) !== normal(openedOf(key).value);
const say = (key, text) => { document.querySelector(`[data-room-said="${key}"]`).textContent = text; };

// A device without storage (private window) still saves to the server.
const store = {
  keep(key, draft) { try { localStorage.setItem(PREFIX + key, JSON.stringify(draft)); } catch { /* full or refused */ } },
  drop(key) { try { localStorage.removeItem(PREFIX + key); } catch { /* refused */ } },
  all() {
    try {
      return Object.keys(localStorage).filter((each) => each.startsWith(PREFIX))
        .map((each) => [each.slice(PREFIX.length), JSON.parse(localStorage.getItem(each))]);
    } catch { return []; }
  },
};

document.addEventListener("input", (event) => {
  const key = event.target.dataset?.roomText;
  if (key) store.keep(key, { text: event.target.value, opened: openedOf(key).value, url: event.target.getAttribute("hx-post") });
  const form = event.target.closest("[data-room-form]");
  if (form) store.keep(form.dataset.roomForm, { form: entries(form) });
});

const entries = (form) => [...new FormData(form)].filter(([name]) => !["csrfmiddlewaretoken", "opened", "page"].includes(name));

// What the server has is no longer kept here; what it has not, stays.
document.addEventListener("htmx:beforeRequest", (event) => {
  const key = event.detail.elt.dataset?.roomText;
  if (key) { sent.set(key, event.detail.elt.value); say(key, word("saving")); }
});

document.addEventListener("htmx:afterSwap", (event) => {
  const said = event.detail.target.id?.startsWith("said-") && event.detail.target.id.slice(5);
  if (said) settled(said);
  if (event.detail.target.id === "room-note") closed();
});

function settled(key) {
  const field = notes(key);
  const conflict = document.querySelector(`#said-${key}[data-room-conflict]`);
  const onTheWay = sent.get(key);
  sent.delete(key);
  if (normal(field.value) !== normal(onTheWay ?? field.value)) {
    field.dispatchEvent(new Event("room:save")); // typed on meanwhile
    return;
  }
  if (conflict) field.value = openedOf(key).value; // ours stands beside it as a second text
  store.drop(key);
}

for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  document.addEventListener(name, (event) => {
    const key = event.detail.elt.dataset?.roomText;
    if (key) { sent.delete(key); say(key, word("kept")); }
  });
}
const again = () => document.querySelectorAll("[data-room-text]").forEach((field) => {
  const key = field.dataset.roomText;
  if (isDirty(key) && !sent.has(key) && document.activeElement !== field) field.dispatchEvent(new Event("room:save"));
});
window.addEventListener("online", again);
setInterval(again, 10_000);

// The pulse brings what stands there now. Parts somebody is working in wait for the next one.
document.addEventListener("htmx:afterSettle", (event) => { if (event.target.id === "room-pulse") takeIn(); });
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  if (!event.detail.target.contains(document.activeElement) || !document.activeElement.matches("input, textarea, select")) return;
  event.detail.shouldSwap = false;
  requestAnimationFrame(() => { document.querySelector("#room-pulse [name=stand]").value = ""; });
});

function takeIn() {
  document.querySelectorAll("[data-room-stored]").forEach((stored) => {
    const key = stored.dataset.roomStored;
    if (!notes(key) || sent.has(key) || isDirty(key) || notes(key).value === stored.value) return;
    notes(key).value = openedOf(key).value = stored.value;
  });
}

// What was typed before a page was left or a connection lost is brought back, and saved.
// Only when the page has loaded: before, htmx would not hear of it.
window.addEventListener("load", () => {
  for (const [key, draft] of store.all()) {
    if (draft.form) bringBackForm(key, draft.form);
    else if (notes(key)) bringBack(key, draft);
    else send(key, draft);
  }
});

function bringBack(key, draft) {
  if (normal(draft.text) === normal(openedOf(key).value)) { store.drop(key); return; }
  notes(key).value = draft.text;
  openedOf(key).value = draft.opened;
  say(key, word("back"));
  notes(key).dispatchEvent(new Event("room:save"));
}

function bringBackForm(key, fields) {
  const form = document.querySelector(`[data-room-form="${key}"]`);
  if (!form || form.querySelector("[aria-invalid=true]")) return;
  for (const [name, value] of fields) {
    const field = form.elements[name];
    if (field) field.value = value;
  }
}

async function send(key, draft) {
  const body = new URLSearchParams({ text: draft.text, opened: draft.opened });
  const answer = await fetch(draft.url, { method: "POST", body, headers: { "X-CSRFToken": csrf(), "HX-Request": "true" } }).catch(() => null);
  if (answer?.ok || answer?.status === 409 || answer?.status === 404) store.drop(key);
}

// The sheet for a result.
document.addEventListener("toggle", (event) => {
  if (event.target.id === "room-note" && event.target.open) event.target.querySelector("textarea").focus();
}, true);
document.addEventListener("click", (event) => { if (event.target.closest("[data-room-close]")) close(); });
document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });

function close() {
  const sheet = document.querySelector("#room-note[open]");
  if (!sheet) return;
  sheet.open = false;
  sheet.querySelector("summary").focus();
}

function closed() {
  const sheet = document.getElementById("room-note");
  if (sheet.open) { sheet.querySelector("[aria-invalid=true]")?.focus(); return; }
  const form = sheet.querySelector("form");
  store.drop(form.dataset.roomForm);
  form.reset();
  sheet.querySelector("summary").focus();
}

// The clock of the item.
function tick() {
  document.querySelectorAll("[data-room-until]").forEach((clock) => {
    const left = Math.ceil((new Date(clock.dataset.roomUntil) - Date.now()) / MINUTE);
    clock.textContent = word(left >= 0 ? "left" : "over").replace("{}", Math.abs(left));
    clock.classList.toggle("room__clock--over", left < 0);
  });
}
tick();
setInterval(tick, 5000);
document.addEventListener("htmx:afterSettle", tick);
