// Nothing typed is lost. Every answer is kept in this browser from the first letter on until the server has said
// that it is stored; what could not be sent is sent again with growing pauses, also after a reload, a closed
// window or an ended session, and only ever for the person who wrote it.
import { dropFile, giveBack as chooseAgain, keepFile, keptFile, sweep } from "./kept_files.js";

const bar = document.querySelector("[data-kept]");
const HOME = "klappt/kept/";
const MINE = `${HOME}${bar.dataset.user}/`;
const PAUSES = [2, 4, 8, 15, 30]; // seconds
const UNATTENDED = 15000; // what another page wrote so long ago, nobody is writing at any more
const ANSWERED_IN = 20000;
const SLOWEST = 20; // bytes in a millisecond: a file takes its time

const atWork = new Map(); // address -> what is typed, not yet stored
const onTheWay = new Set(); // addresses
const sentWith = new WeakMap(); // a request of htmx -> what it carries, word for word
const unsafe = new Set(); // addresses whose file only this page has
let rounds = 0; // failed attempts in a row
let trouble = ""; // bad-line, signed-out, somebody-else, not-taken
let backlog = false; // something had to wait; over once everything is stored
let storeFails = false;
let timer = 0;

const asks = () => [...document.querySelectorAll("[data-ask]")];
const addressOf = (ask) => ask.getAttribute("hx-post");
const askAt = (address) => asks().find((ask) => addressOf(ask) === address);
const isOurs = (ask, name) => name.startsWith(`q-${ask.dataset.ask}-`) || name === `q-${ask.dataset.ask}`;
const text = (name) => bar.querySelector(`[data-say="${name}"]`).textContent;
const cookie = () => document.cookie.split("; ").find((each) => each.startsWith(`${bar.dataset.cookie}=`))?.split("=")[1];

// Requests may overtake each other: each text says when it was typed, counted in this browser.
const numberAt = (key) => { try { return Number(localStorage.getItem(key)) || 0; } catch { return 0; } };
const setNumber = (key, number) => { try { localStorage.setItem(key, String(number)); } catch { storeFails = true; } return number; };
const BROWSER = numberAt("klappt/browser") || setNumber("klappt/browser", 1 + Math.floor(Math.random() * 1e14));
let counter = 0;
const next = () => (counter = setNumber("klappt/nth", Math.max(counter + 1, numberAt("klappt/nth") + 1, Date.now())));

// What stands in the inputs of one question.
function typedIn(ask) {
  const inputs = [...ask.querySelectorAll("[data-question] [name]")].filter((each) => isOurs(ask, each.name) && !each.disabled);
  return inputs.flatMap((each) => {
    if (each.type === "file" || each.tagName === "BUTTON") return [];
    if (["checkbox", "radio"].includes(each.type) && !each.checked) return [];
    return [[each.name, each.value]];
  });
}

// The same as people read it: options by their words.
function wordsIn(ask) {
  const inputs = [...ask.querySelectorAll("[data-question] [data-answer] [name], [data-question] [data-na]")];
  return inputs.map((each) => {
    if (["checkbox", "radio"].includes(each.type)) return each.checked ? each.closest("label")?.textContent.trim() : "";
    if (each.type === "file") return each.files[0]?.name;
    return each.tagName === "SELECT" ? each.value && each.selectedOptions[0].textContent : each.value;
  }).filter(Boolean).join(" · ");
}

const seen = (ask) => ask.querySelector(`[name="over-${ask.dataset.ask}"]`);
const seenIn = (ask) => seen(ask)?.value ?? "";
const setSeen = (ask, answer) => { if (seen(ask)) seen(ask).value = answer; };
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const fileInput = (ask) => ask.querySelector("[data-question] input[type=file]");
const fileIn = (ask) => fileInput(ask)?.files[0];
const signOf = (file) => (file ? [file.name, file.size, file.lastModified].join("/") : "");
const wordForWord = (typed, file) => JSON.stringify([typed, file ?? ""]);

// The store of this browser.
function put(address, entry) {
  atWork.set(address, entry);
  keep(address, entry);
}

function keep(address, entry) {
  if (atWork.has(address)) atWork.set(address, entry);
  try {
    localStorage.setItem(MINE + address, JSON.stringify(entry));
  } catch {
    storeFails = true;
  }
}

const stored = (address) => { try { return JSON.parse(localStorage.getItem(MINE + address)); } catch { return null; } };

function drop(address) {
  if ((atWork.get(address) ?? stored(address))?.file) dropFile(MINE + address).catch(() => {});
  atWork.delete(address);
  unsafe.delete(address);
  onTheWay.delete(address);
  localStorage.removeItem(MINE + address);
}

const keys = () => Object.keys(localStorage).filter((key) => key.startsWith(HOME));
const foreign = () => keys().filter((key) => !key.startsWith(MINE));
const elsewhere = () => keys().filter((key) => key.startsWith(MINE)).map((key) => key.slice(MINE.length)).filter((address) => !askAt(address));

// From the first letter on.
function remember(ask, { keepsFile = false } = {}) {
  const question = ask.querySelector("[data-question]");
  const address = addressOf(ask);
  const before = atWork.get(address) ?? stored(address);
  const typed = typedIn(ask);
  const file = signOf(fileIn(ask)) || (keepsFile && before?.file) || "";
  const isAsBefore = before && wordForWord(before.typed, before.file) === wordForWord(typed, file);
  put(address, {
    typed,
    file,
    over: seenIn(ask),
    label: question.dataset.label,
    words: wordsIn(ask),
    at: Date.now(),
    nth: (isAsBefore && before.nth) || next(),
    isUnanswered: Boolean(before?.isUnanswered),
    refused: false,
  });
  if (fileIn(ask) && file !== before?.file) holdFile(address, fileIn(ask));
}

// The text is there first: a file without one is swept away.
async function holdFile(address, file) {
  unsafe.add(address);
  try {
    await keepFile(MINE + address, file);
    if (atWork.get(address)?.file !== signOf(file)) return;
    unsafe.delete(address);
    if (askAt(address)) giveBack(askAt(address));
  } catch {
    storeFails = true;
    show();
  }
}

const giveBack = (ask) => chooseAgain(MINE + addressOf(ask), fileInput(ask)).catch(() => {});
const heldFile = (address) => keptFile(MINE + address).catch(() => undefined);

for (const name of ["input", "change", "klappt:question"]) {
  document.addEventListener(name, (event) => {
    const ask = event.target.closest?.("[data-ask]");
    if (!ask || event.detail?.isRetry || !event.target.closest("[data-question]")) return;
    remember(ask);
    show();
  }, { capture: true });
}

// On the way: for this person only, with the token of the session there is now.
document.body.addEventListener("htmx:configRequest", (event) => {
  const ask = event.detail.elt;
  if (!ask.matches("[data-ask]")) return;
  remember(ask, { keepsFile: true });
  event.detail.timeout = patience(fileIn(ask));
  Object.assign(event.detail.headers, heads(addressOf(ask)));
  onTheWay.add(addressOf(ask));
  sentWith.set(event.detail, wordForWord(typedIn(ask), signOf(fileIn(ask))));
});

const patience = (file) => ANSWERED_IN + (file?.size ?? 0) / SLOWEST;

// From now on one more request of the field may be on its way.
function heads(address) {
  const entry = atWork.get(address) ?? stored(address);
  const token = cookie();
  const order = entry.nth ? { "X-Typed": `${BROWSER}-${entry.nth}${entry.isUnanswered ? "-again" : ""}` } : {};
  keep(address, { ...entry, isUnanswered: true });
  return { "X-Written-By": bar.dataset.user, ...order, ...(token ? { "X-CSRFToken": token } : {}) };
}

// Back again: stored only where the server says so in its own words; a sign-in page or a hotel's page says it not.
document.body.addEventListener("htmx:beforeSwap", (event) => {
  const ask = event.detail.requestConfig.elt;
  if (!ask.matches("[data-ask]")) return;
  const { xhr } = event.detail;
  if (!saysStored(xhr) && xhr.status !== 422) event.detail.shouldSwap = false;
});

const saysStored = (xhr) => xhr.status === 200 && xhr.getResponseHeader("X-Stored") !== null;

document.body.addEventListener("htmx:afterRequest", (event) => {
  const { xhr, requestConfig } = event.detail;
  if (!requestConfig.elt.matches("[data-ask]")) return;
  if (saysStored(xhr)) arrived(requestConfig.path, sentWith.get(requestConfig));
  else if (xhr.status === 422) turnedDown(requestConfig.path);
  else failed(requestConfig.path, troubleOf(xhr.status, xhr.responseURL, xhr.getResponseHeader("X-Written-By")));
});

function troubleOf(status, answeredBy, writer) {
  if (status === 409 && writer) return "somebody-else";
  if (status === 200 && new URL(answeredBy, location).pathname === bar.dataset.signIn) return "signed-out";
  return [403, 404, 409].includes(status) ? "not-taken" : "bad-line";
}

// The line at the foot of the page says it; a message for every attempt would only disturb.
for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.body.addEventListener(name, (event) => {
    if (event.detail.requestConfig?.elt.matches("[data-ask]")) event.stopPropagation();
  });
}

function arrived(address, sent, said = {}) {
  rounds = 0;
  trouble = "";
  onTheWay.delete(address);
  const ask = askAt(address);
  // Somebody else was quicker, and the page does not show it: sent once more, the server draws both texts.
  if (ask && said.clash) return sendSeen(ask);
  const entry = atWork.get(address) ?? stored(address);
  if (ask && said.answer !== undefined) setSeen(ask, said.answer ?? "");
  if (!entry || wordForWord(entry.typed, entry.file) === sent) drop(address);
  else wentOn(address, entry, ask);
  show();
  if (waiting().length) later(200);
}

// Somebody went on typing meanwhile and has more than what was sent; the answer may have drawn the question anew.
function wentOn(address, entry, ask) {
  if (ask && !same(entry.typed, typedIn(ask))) fill(ask, entry.typed);
  if (ask && entry.file) giveBack(ask);
  put(address, { ...entry, over: ask ? seenIn(ask) : entry.over, isUnanswered: false });
}

function turnedDown(address, reason = "") {
  const entry = atWork.get(address) ?? stored(address);
  onTheWay.delete(address);
  rounds = 0;
  trouble = "";
  if (entry) keep(address, { ...entry, refused: true, reason });
  show();
}

function failed(address, reason) {
  onTheWay.delete(address);
  trouble = reason;
  show();
  later(PAUSES[Math.min(rounds, PAUSES.length - 1)] * 1000);
}

// Sending again.
function waiting() {
  const here = asks().map(addressOf).filter((address) => atWork.has(address) && !atWork.get(address).refused);
  const old = elsewhere().filter((address) => !stored(address)?.refused && Date.now() - (stored(address)?.at ?? 0) > UNATTENDED);
  return [...here, ...old];
}

function later(pause) {
  clearTimeout(timer);
  timer = setTimeout(() => { if (trouble) rounds += 1; send(); }, pause);
}

async function send({ evenFocused = Boolean(trouble) } = {}) {
  // Once it has failed, one attempt tells whether the line is back.
  const tried = rounds > 1 ? waiting().slice(0, 1) : waiting();
  for (const address of tried.filter((each) => !onTheWay.has(each))) {
    const ask = askAt(address);
    const needsFile = ask && atWork.get(address)?.file && !fileIn(ask);
    if (needsFile) await giveBack(ask);
    if (needsFile && !fileIn(ask)) turnedDown(address, text("file-lost"));
    else if (!ask) await sendUnseen(address);
    else if (evenFocused || !ask.contains(document.activeElement)) sendSeen(ask);
  }
}

function sendSeen(ask) {
  ask.dispatchEvent(new CustomEvent("klappt:question", { bubbles: true, detail: { isRetry: true } }));
}

async function sendUnseen(address, options = {}) {
  const entry = atWork.get(address) ?? stored(address);
  if (!entry) return;
  onTheWay.add(address);
  const file = entry.file ? await heldFile(address) : null;
  if (entry.file && !file) return turnedDown(address, text("file-lost"));
  const body = bodyOf(address, entry, file);
  const headers = { Accept: "application/json", ...heads(address) };
  const signal = AbortSignal.timeout(patience(file));
  try {
    const answer = await fetch(address, { method: "POST", body, headers, signal, redirect: "manual", ...options });
    if (answer.ok && answer.headers.has("X-Stored")) arrived(address, wordForWord(entry.typed, entry.file), await answer.json());
    else if (answer.status === 422) turnedDown(address, (await answer.json()).refusals?.join(" "));
    else if (answer.type === "opaqueredirect") failed(address, "signed-out");
    else failed(address, troubleOf(answer.status, answer.url, answer.headers.get("X-Written-By")));
  } catch {
    failed(address, "bad-line");
  }
}

function bodyOf(address, entry, file) {
  const body = file ? new FormData() : new URLSearchParams();
  [...entry.typed, [`over-${keyOf(address)}`, entry.over]].forEach(([name, value]) => body.append(name, value));
  if (file) body.append(`q-${keyOf(address)}`, file, file.name);
  return body;
}

const keyOf = (address) => address.split("/").at(-3);

window.addEventListener("online", () => send());
window.addEventListener("storage", () => show());
window.addEventListener("focus", () => { if (trouble && trouble !== "bad-line") send(); });
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") return send();
  // The window may be gone the next moment: what is half written is sent as well.
  for (const [address, entry] of atWork) {
    // A file is too large for that; it is kept.
    if (!entry.refused && !entry.file && !onTheWay.has(address)) sendUnseen(address, { keepalive: true });
  }
});
window.addEventListener("beforeunload", (event) => {
  if (storeFails || unsafe.size) event.preventDefault();
});

// After a reload: what was not stored stands in its field again, with what its writer had seen there.
function restore(ask) {
  const address = addressOf(ask);
  const entry = stored(address);
  if (!entry || atWork.has(address)) return;
  if (!entry.file && same(entry.typed, typedIn(ask))) return drop(address);
  fill(ask, entry.typed);
  setSeen(ask, entry.over);
  put(address, { ...entry, refused: false });
  if (entry.file) giveBack(ask);
  backlog = true;
}

function fill(ask, typed) {
  ask.querySelector("[data-question]").dispatchEvent(new CustomEvent("klappt:fill", { bubbles: true, detail: typed }));
}

// What is said about it, calmly.
function show() {
  const all = [...atWork.keys(), ...elsewhere()];
  const refused = all.filter((address) => (atWork.get(address) ?? stored(address))?.refused).length;
  const open = all.length - refused;
  const isDone = backlog && !open;
  backlog = open > 0 && (backlog || Boolean(trouble) || elsewhere().length > 0);
  const unsettled = backlog || storeFails;
  const said = [counted("refused", refused), storeFails ? text("no-store") : ""];
  if (unsettled) said.unshift(counted("open", open), why(open));
  if (isDone) said.unshift(text("done"));
  say("[data-kept-says]", said);
  say("[data-kept-others]", foreign().length ? [text("others")] : []);
  bar.querySelector("[data-kept-now]").hidden = !(unsettled && open);
  bar.querySelector("[data-kept-sign-in]").hidden = !(trouble === "signed-out" && open);
  bar.querySelector("[data-kept-what]").hidden = !(unsettled || refused) || !all.length;
  bar.querySelector("[data-kept-throw-others]").hidden = !foreign().length;
  bar.classList.toggle("is-there", Boolean((unsettled && open) || refused || foreign().length));
  asks().forEach((ask) => ask.classList.toggle("is-waiting", atWork.has(addressOf(ask))));
  list(all);
}

const counted = (name, number) => (number ? text(`${name}-${number === 1 ? "one" : "many"}`).replace("{}", String(number)) : "");

const why = (open) => (open ? text(trouble || "soon") : "");

function say(place, sentences) {
  const said = sentences.filter(Boolean).join(" ");
  if (bar.querySelector(place).textContent !== said) bar.querySelector(place).textContent = said;
}

function list(all) {
  const place = bar.querySelector("[data-kept-list]");
  place.replaceChildren(...all.map((address) => {
    const entry = atWork.get(address) ?? stored(address);
    const item = bar.querySelector("[data-kept-item]").content.firstElementChild.cloneNode(true);
    item.querySelector("[data-kept-label]").textContent = entry?.label ?? "";
    item.querySelector("[data-kept-text]").textContent = entry?.words ?? "";
    item.querySelector("[data-kept-reason]").textContent = entry?.reason ?? "";
    item.querySelector("[data-kept-throw]").dataset.keptThrow = address;
    return item;
  }));
}

bar.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if ("keptNow" in button.dataset) send({ evenFocused: true });
  if ("keptThrow" in button.dataset) askBefore(button.dataset.keptThrow);
  if ("keptThrowYes" in button.dataset) throwAway(button.closest("dialog").dataset.address);
  if ("keptThrowOthersYes" in button.dataset) { foreign().forEach((key) => localStorage.removeItem(key)); sweepFiles(); button.closest("dialog").close(); show(); }
});

function askBefore(address) {
  document.getElementById("kept-mine").dataset.address = address;
  document.getElementById("kept-mine").showModal();
}

function throwAway(address) {
  drop(address);
  document.getElementById("kept-mine").close();
  // The page still shows what was thrown away; drawn anew it shows what is stored.
  if (askAt(address)) location.reload();
  else show();
}

const sweepFiles = () => sweep((key) => localStorage.getItem(key) !== null).catch(() => {});

sweepFiles();
asks().forEach(restore);
document.addEventListener("htmx:load", () => asks().forEach(restore));
show();
// What was written a moment ago on a page that is closed by now is sent from here, too, in its time.
// Only when the page has loaded: before, htmx would not hear of it, and it would wait for the next answer.
if (document.readyState === "complete") begin();
else window.addEventListener("load", begin);

function begin() {
  if (waiting().length) later(500);
  else if (elsewhere().length) later(UNATTENDED);
}
