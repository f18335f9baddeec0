// A <details> that behaves like a menu: closes on Escape, on a click elsewhere, when focus leaves.
const open = () => document.querySelectorAll("[data-menu][open]");

document.addEventListener("click", (event) => {
  for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("focusin", (event) => {
  for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of open()) {
    menu.open = false;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
  }
});

// A panel that would leave the window to the left hangs on its button's other edge.
document.addEventListener("toggle", (event) => {
  const panel = event.target.matches?.("[data-menu][open]") && event.target.querySelector(".menu__panel");
  if (panel && panel.getBoundingClientRect().left < 8) event.target.classList.add("menu--rightwards");
}, true);
