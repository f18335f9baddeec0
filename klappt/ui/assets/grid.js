// Arrow keys walk through the cells of table[data-grid]; Tab leaves the table. Enter acts on what is focused.
import { enhance } from "./enhance.js";

const ACTS = ".edit, a[href], button, input, select, [data-focus-cell]";
const PAGE = 10;

const rows = (table) => [...table.querySelectorAll("tr")].filter((row) => row.cells.length);
const target = (cell) => cell.querySelector(ACTS) ?? cell;
const home = new WeakMap();

function prepare(table) {
  table.setAttribute("role", "grid");
  table.querySelectorAll("thead, tbody, tfoot").forEach((part) => part.setAttribute("role", "rowgroup"));
  for (const row of rows(table)) {
    row.setAttribute("role", "row");
    for (const cell of row.cells) {
      const heading = cell.tagName === "TH" ? (cell.scope === "row" ? "rowheader" : "columnheader") : "gridcell";
      cell.setAttribute("role", heading);
      if (cell.querySelector("form[data-edit-form]")) continue;
      cell.querySelectorAll(ACTS).forEach((each) => { each.tabIndex = -1; });
      if (target(cell) === cell) cell.tabIndex = -1;
      else cell.removeAttribute("tabindex");
    }
  }
  const last = home.get(table);
  const start = last?.isConnected ? last : rows(table).find((row) => row.closest("tbody"))?.cells[0];
  if (start) settle(table, start);
}

function settle(table, cell) {
  const old = home.get(table);
  if (old && old !== cell) target(old).tabIndex = -1;
  target(cell).tabIndex = 0;
  home.set(table, cell);
}

function go(table, rowIndex, columnIndex) {
  const all = rows(table);
  const row = all[Math.max(0, Math.min(rowIndex, all.length - 1))];
  const cell = row?.cells[Math.max(0, Math.min(columnIndex, row.cells.length - 1))];
  if (!cell) return;
  settle(table, cell);
  target(cell).focus();
  cell.scrollIntoView({ block: "nearest", inline: "nearest" });
}

const moves = {
  ArrowDown: (r, c) => [r + 1, c],
  ArrowUp: (r, c) => [r - 1, c],
  ArrowRight: (r, c) => [r, c + 1],
  ArrowLeft: (r, c) => [r, c - 1],
  PageDown: (r, c) => [r + PAGE, c],
  PageUp: (r, c) => [r - PAGE, c],
  Home: (r, c, ctrl) => [ctrl ? 0 : r, 0],
  End: (r, c, ctrl) => [ctrl ? Infinity : r, Infinity],
};

document.addEventListener("keydown", (event) => {
  const cell = event.target.closest?.("td, th");
  const table = cell?.closest("table[data-grid]");
  const move = moves[event.key];
  // Where the cell is a link, Enter follows it; F2 edits, as in every spreadsheet.
  if (table && event.key === "F2") cell.querySelector(".edit")?.click();
  if (!table || !move || event.altKey || event.metaKey) return;
  if (event.target.closest("form[data-edit-form]") || event.target.matches("input:not([type=checkbox]), textarea, select")) return;
  event.preventDefault();
  go(table, ...move(rows(table).indexOf(cell.parentElement), cell.cellIndex, event.ctrlKey));
});

document.addEventListener("focusin", (event) => {
  const cell = event.target.closest?.("td, th");
  const table = cell?.closest("table[data-grid]");
  if (table && !event.target.closest("form[data-edit-form]")) settle(table, cell);
});

const again = (event) => {
  const table = event.target.closest?.("table[data-grid]");
  if (table) prepare(table);
};
enhance("table[data-grid]", prepare);
document.addEventListener("htmx:afterSettle", again);
document.addEventListener("klappt:edited", again);
