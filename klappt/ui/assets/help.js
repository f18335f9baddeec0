// Help opens beside the work where there is room, and stays open from page to page; elsewhere its link is a link.
const panel = document.getElementById("help");
const room = window.matchMedia("(min-width: 75rem)");
const KEPT = "help";
let opener = null;

async function open(address, { focus }) {
  const url = new URL(address, location.href);
  await window.htmx.ajax("GET", url.pathname, { target: panel, swap: "innerHTML" });
  if (!panel.firstElementChild) return;
  panel.hidden = false;
  sessionStorage.setItem(KEPT, url.pathname + url.hash);
  const place = url.hash && document.getElementById(`hilfe-${decodeURIComponent(url.hash.slice(1))}`);
  if (place) place.scrollIntoView({ block: "start" });
  else panel.scrollTop = 0;
  if (focus) panel.querySelector("#help-title").focus({ preventScroll: true });
}

function close() {
  panel.hidden = true;
  panel.replaceChildren();
  sessionStorage.removeItem(KEPT);
  opener?.focus();
}

function wanted(link) {
  if (link.hasAttribute("data-help")) return true;
  return panel.contains(link) && !link.hasAttribute("data-help-page");
}

document.addEventListener("click", (event) => {
  if (!panel || !room.matches || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.target.closest("[data-help-close]")) return close();
  const link = event.target.closest("a[href]");
  if (!link || !wanted(link) || link.origin !== location.origin) return;
  event.preventDefault();
  if (link.hasAttribute("data-help")) opener = link;
  open(link.getAttribute("href").startsWith("#") ? sessionStorage.getItem(KEPT) + link.hash : link.href, { focus: true });
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && panel?.contains(document.activeElement)) close();
});
if (panel && room.matches && sessionStorage.getItem(KEPT)) open(sessionStorage.getItem(KEPT), { focus: false });
