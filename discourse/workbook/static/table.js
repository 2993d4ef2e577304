// A table whose rows can be chosen by click or keyboard and sorted by their column heads.

const element = (tag, name, text) => {
  const node = document.createElement(tag);
  if (name) node.className = name;
  if (text !== undefined && text !== null) node.textContent = text;
  return node;
};

function render({ model, el }) {
  const root = element("div", "dw-table");
  root.setAttribute("data-lm-suppress-shortcuts", "true");
  const caption = element("div", "dw-table-title");
  const frame = element("div", "dw-table-frame");
  const note = element("div", "dw-table-note");
  root.append(caption, frame, note);
  el.append(root);
  let order = { column: null, down: true };

  function choose(index) {
    model.set("chosen", { row: index, turn: (model.get("chosen").turn ?? 0) + 1 });
    model.save_changes();
    for (const row of frame.querySelectorAll("tbody tr")) {
      row.setAttribute("aria-selected", Number(row.dataset.index) === index);
    }
  }

  function draw(focused) {
    const columns = model.get("columns");
    const rows = model.get("rows").map((cells, index) => ({ cells, index }));
    if (order.column !== null && order.column < columns.length) {
      const { align, fit } = columns[order.column];
      // In a concordance the left context is read from the node outwards.
      const outwards = model.get("lines") && align === "right" && fit === "cut";
      const key = ({ cells }) => (outwards ? String(cells[order.column]).trim().split(/\s+/).reverse().join(" ") : cells[order.column]);
      rows.sort((a, b) => {
        const [x, y] = [key(a), key(b)];
        const both = typeof x === "number" && typeof y === "number";
        return (both ? x - y : String(x).localeCompare(String(y), "en", { sensitivity: "base" })) * (order.down ? -1 : 1);
      });
    }
    const table = element("table");
    table.setAttribute("aria-label", model.get("title"));
    const head = element("tr");
    columns.forEach((column, i) => {
      const cell = element("th", `dw-align-${column.align ?? "left"}`);
      cell.scope = "col";
      if (column.sortable !== false) {
        const mark = order.column === i ? (order.down ? " ▾" : " ▴") : "";
        const button = element("button", "dw-sort", `${column.label}${mark}`);
        button.addEventListener("click", () => {
          order = { column: i, down: order.column === i ? !order.down : column.align === "right" };
          draw();
        });
        cell.setAttribute("aria-sort", order.column === i ? (order.down ? "descending" : "ascending") : "none");
        cell.append(button);
      } else cell.textContent = column.label;
      head.append(cell);
    });
    const top = element("thead");
    top.append(head);
    const body = element("tbody");
    rows.forEach(({ cells, index }, place) => {
      const row = element("tr");
      row.dataset.index = index;
      row.tabIndex = place === 0 ? 0 : -1;
      row.setAttribute("aria-selected", model.get("chosen").row === index);
      cells.forEach((value, i) => {
        const { align = "left", digits, signed, strong, fit } = columns[i];
        let text = value;
        if (typeof value === "number" && digits !== undefined) {
          text = value.toFixed(digits);
          if (signed && value >= 0) text = `+${text}`;
          text = text.replace("-", "−");
        } else if (typeof value === "number") text = value.toLocaleString("en");
        const cell = element("td", `dw-align-${align}${strong ? " dw-strong" : ""}${fit ? ` dw-${fit}` : ""}`);
        cell.append(element("span", "", text));
        if (fit === "cut") cell.title = text;
        row.append(cell);
      });
      body.append(row);
    });
    table.append(top, body);
    const kept = focused === undefined ? frame.scrollTop : 0;
    frame.replaceChildren(table);
    frame.scrollTop = kept;
    caption.textContent = model.get("title");
    note.textContent = model.get("note");
    root.classList.toggle("dw-empty", rows.length === 0);
    root.classList.toggle("dw-lines", model.get("lines"));
  }

  frame.addEventListener("click", (event) => {
    const row = event.target.closest("tbody tr");
    if (row && document.getSelection().isCollapsed) choose(Number(row.dataset.index));
  });
  frame.addEventListener("keydown", (event) => {
    const row = event.target.closest("tbody tr");
    if (!row) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      choose(Number(row.dataset.index));
    }
    const near = { ArrowDown: row.nextElementSibling, ArrowUp: row.previousElementSibling }[event.key];
    if (near) {
      event.preventDefault();
      event.stopPropagation();
      row.tabIndex = -1;
      near.tabIndex = 0;
      near.focus();
    }
  });
  let due = false;
  const later = () => {
    if (due) return;
    due = true;
    queueMicrotask(() => { due = false; draw(true); });
  };
  for (const trait of ["rows", "columns", "title", "note"]) model.on(`change:${trait}`, later);
  draw();
}

export default { render };
