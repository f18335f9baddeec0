// A strip of links that is wider than the window begins where one is.
import { enhance } from "./enhance.js";

enhance(".subnav [aria-current], .tabs [aria-current]", (link) => {
  const strip = link.closest(".subnav, .tabs");
  const [outer, inner] = [strip.getBoundingClientRect(), link.getBoundingClientRect()];
  if (inner.right > outer.right) strip.scrollLeft += inner.right - outer.right + outer.width / 4;
});
