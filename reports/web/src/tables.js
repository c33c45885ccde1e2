// Tables are complete without this script; it sorts and filters their rows.

function compare(a, b, numeric) {
  if (!numeric) return a.localeCompare(b, "en", { numeric: true });
  return Number(a) - Number(b);
}

function sortRows(table, column, direction) {
  const numeric = table.tHead.rows[0].cells[column].dataset.numeric !== undefined;
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row) => [row.cells[column].dataset.value, row]);
  rows.sort(([a, rowA], [b, rowB]) => {
    if (a === "" || b === "") return (a === "") - (b === ""); // no value: last, either way
    const order = compare(a, b, numeric) * direction;
    return order || rowA.dataset.place - rowB.dataset.place;
  });
  body.append(...rows.map(([, row]) => row));
}

function startSorting(table) {
  [...table.tBodies[0].rows].forEach((row, place) => (row.dataset.place = place));
  const headers = [...table.tHead.rows[0].cells];
  headers.forEach((header, column) => {
    header.querySelector("button")?.addEventListener("click", () => {
      const descending = header.getAttribute("aria-sort") === "ascending";
      headers.forEach((other) => other.removeAttribute("aria-sort"));
      header.setAttribute("aria-sort", descending ? "descending" : "ascending");
      sortRows(table, column, descending ? -1 : 1);
    });
  });
}

function startFiltering(block, table) {
  const selects = [...block.querySelectorAll("select[data-column]")];
  const search = block.querySelector("input[type=search]");
  const status = block.querySelector("[role=status]");
  if (!selects.length && !search) return;
  const rows = [...table.tBodies[0].rows];
  const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
  const update = () => {
    const words = (search?.value ?? "").toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const chosen = selects.every(
        (select) => !select.value || row.cells[select.dataset.column].dataset.value === select.value,
      );
      row.hidden = !(chosen && words.every((word) => texts.get(row).includes(word)));
      shown += !row.hidden;
    }
    status.textContent = `${shown} of ${rows.length} rows`;
  };
  selects.forEach((select) => select.addEventListener("change", update));
  search?.addEventListener("input", update);
  block.querySelector("[data-show-all]")?.addEventListener("click", () => {
    selects.forEach((select) => (select.value = ""));
    if (search) search.value = "";
    update();
  });
  update();
}

export function startTables() {
  for (const block of document.querySelectorAll("[data-block=table]")) {
    const table = block.querySelector("table");
    startSorting(table);
    startFiltering(block, table);
  }
}
