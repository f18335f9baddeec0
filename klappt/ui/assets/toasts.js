// News after an action. Good news leaves by itself, unless somebody is reading it; errors stay.
import { enhance } from "./enhance.js";

const STAYS = 8000;

enhance("[data-toasts] .toast", (toast) => {
  if (toast.dataset.ready) return;
  toast.dataset.ready = "yes";
  const close = toast.querySelector("[data-close-toast]");
  close.hidden = false;
  close.addEventListener("click", () => toast.remove());
  if ("fades" in toast.dataset) leaveLater(toast);
});

// A status region only speaks of what arrives in it: news that came with the page arrives once more.
const region = document.querySelector("[data-toasts]");
if (region?.children.length) setTimeout(() => region.append(...region.children), 150);

function leaveLater(toast) {
  let timer = setTimeout(() => toast.remove(), STAYS);
  const hold = () => clearTimeout(timer);
  const release = () => { hold(); timer = setTimeout(() => toast.remove(), STAYS); };
  toast.addEventListener("pointerenter", hold);
  toast.addEventListener("focusin", hold);
  toast.addEventListener("pointerleave", release);
  toast.addEventListener("focusout", release);
}

// A server that could not be reached, or failed, says so once; what was typed stays where it is.
document.addEventListener("htmx:sendError", () => say("offline"));
document.addEventListener("htmx:responseError", (event) => say(event.detail.xhr.status === 403 ? "denied" : "failed"));

function say(what) {
  const template = document.getElementById(`toast-${what}`);
  if (!template) return;
  const region = document.querySelector("[data-toasts]");
  region.querySelectorAll(`[data-news="${what}"]`).forEach((old) => old.remove());
  const toast = template.content.firstElementChild.cloneNode(true);
  toast.dataset.news = what;
  region.append(toast);
  document.dispatchEvent(new CustomEvent("htmx:load"));
}
