// A file may be dropped; its name and size are said. Without this the plain input does the same.
import { enhance } from "./enhance.js";

const size = (bytes) => new Intl.NumberFormat(document.documentElement.lang, bytes < 1e6
  ? { style: "unit", unit: "kilobyte", maximumFractionDigits: 0 }
  : { style: "unit", unit: "megabyte", maximumFractionDigits: 1 }).format(bytes < 1e6 ? Math.ceil(bytes / 1e3) : bytes / 1e6);

enhance("[data-upload]", (zone) => {
  const input = zone.querySelector("input[type=file]");
  if (zone.classList.contains("is-enhanced") || !input) return;
  zone.classList.add("is-enhanced");
  zone.querySelectorAll("[hidden]").forEach((each) => { each.hidden = false; });
  const say = () => {
    zone.querySelector("[data-upload-chosen]").textContent = [...input.files].map((file) => `${file.name} (${size(file.size)})`).join(", ");
  };
  input.addEventListener("change", say);
  for (const name of ["dragenter", "dragover"]) input.addEventListener(name, () => zone.classList.add("is-over"));
  for (const name of ["dragleave", "drop"]) input.addEventListener(name, () => zone.classList.remove("is-over"));
  say();
});
