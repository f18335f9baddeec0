// Light or dark at once; the server reads the same cookie on the next page.
const YEAR = 365 * 24 * 3600;

document.documentElement.classList.add("js");
document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-theme-form]");
  if (!form || !event.submitter) return;
  event.preventDefault();
  const chosen = event.submitter.value;
  const known = chosen === "light" || chosen === "dark";
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `theme=${known ? chosen : ""}; path=/; max-age=${known ? YEAR : 0}; samesite=lax${secure}`;
  if (known) document.documentElement.dataset.kernTheme = chosen;
  else delete document.documentElement.dataset.kernTheme;
  form.querySelectorAll("button").forEach((each) => each.setAttribute("aria-pressed", String(each === event.submitter)));
});
