// Each question is saved by itself, as soon as it is left. Without this file one button saves the section.
document.addEventListener("htmx:configRequest", (event) => {
  const ask = event.target.closest?.("[data-ask]");
  if (!ask) return;
  // htmx sends the whole form along; a bad line shall carry only the one question.
  const key = ask.dataset.ask;
  const own = (name) =>
    name === `q-${key}` || name.startsWith(`q-${key}-`) || name === `over-${key}` || name === "shown" || name === "how";
  for (const name of [...event.detail.formData.keys()]) {
    if (!own(name)) event.detail.formData.delete(name);
  }
});

// A field whose answer could not be kept says so to those who listen, too.
document.addEventListener("htmx:afterSettle", () => {
  document.querySelectorAll("[data-ask] > .question [data-error]").forEach((error) => {
    const field = document.getElementById(error.id.replace(/-error$/, ""));
    if (!field) return;
    if (error.hidden) field.removeAttribute("aria-invalid");
    else {
      field.setAttribute("aria-invalid", "true");
      const told = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== error.id);
      field.setAttribute("aria-describedby", [...told, error.id].join(" "));
    }
  });
});

// Enter in a line leaves it, as Tab does; it does not load the page anew.
document.addEventListener("submit", (event) => {
  if (event.target.id !== "section" || event.submitter?.getAttribute("formaction")) return;
  event.preventDefault();
  document.activeElement?.dispatchEvent(new Event("change", { bubbles: true }));
});
