// How long a section takes: counted while one of its fields has the focus, the page is in sight and somebody has
// typed within the last minute. The sum goes to the alliance's own record, without a name.
const place = document.querySelector("[data-at-work]");
const RESTS_AFTER = 60000;
const TELLS_EVERY = 30; // seconds
const BEAT = 1000;

let counted = 0; // milliseconds not told yet
let lastBeat = performance.now();
let lastTouch = -Infinity;

for (const name of ["input", "keydown", "pointerdown", "focusin"]) {
  document.addEventListener(name, (event) => {
    if (event.target.closest?.("[data-ask]")) lastTouch = performance.now();
  });
}

const isAtWork = (now) =>
  document.visibilityState === "visible" && now - lastTouch < RESTS_AFTER && document.activeElement?.closest("[data-ask]");

function beat() {
  const now = performance.now();
  // A machine that slept beats late; what lies between was no work.
  if (isAtWork(now)) counted += Math.min(now - lastBeat, 2 * BEAT);
  lastBeat = now;
  if (counted >= TELLS_EVERY * 1000) tell();
}

function tell() {
  const seconds = Math.floor(counted / 1000);
  if (!seconds) return;
  const body = new FormData();
  body.set("seconds", String(seconds));
  body.set("csrfmiddlewaretoken", document.cookie.split("; ").find((each) => each.startsWith(`${place.dataset.cookie}=`))?.split("=")[1] ?? "");
  // Taken over by the browser, it arrives also when the page is closed; without a line it waits for the next time.
  if (navigator.onLine && navigator.sendBeacon(place.dataset.atWork, body)) counted -= seconds * 1000;
}

setInterval(beat, BEAT);
document.addEventListener("visibilitychange", () => { beat(); if (document.visibilityState === "hidden") tell(); });
window.addEventListener("pagehide", () => { beat(); tell(); });
