// The text, set to be read: numbered paragraphs, highlights in layers, and a map of polarity beside them.

const element = (tag, name, text) => {
  const node = document.createElement(tag);
  if (name) node.className = name;
  if (text !== undefined) node.textContent = text;
  return node;
};

// Cut a paragraph at every edge of a mark; each piece carries the marks that cover it.
// Offsets count code points, so a text with characters beyond the basic plane is cut as an array.
function pieces(text, marks) {
  const points = Array.from(text);
  const units = points.length === text.length ? null : points;
  const slice = (a, b) => (units ? units.slice(a, b).join("") : text.slice(a, b));
  const edges = new Set([0, points.length]);
  for (const mark of marks) edges.add(mark.start).add(mark.end);
  const cuts = [...edges].sort((a, b) => a - b);
  const sorted = [...marks].sort((a, b) => a.start - b.start);
  const open = [];
  let next = 0;
  const result = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    while (next < sorted.length && sorted[next].start <= cuts[i]) open.push(sorted[next++]);
    for (let k = open.length - 1; k >= 0; k--) if (open[k].end <= cuts[i]) open.splice(k, 1);
    result.push({ text: slice(cuts[i], cuts[i + 1]), start: cuts[i], marks: [...open] });
  }
  return result;
}

function render({ model, el }) {
  const id = `dw${Math.random().toString(36).slice(2)}`;
  const root = element("div", "dw-reader");
  root.setAttribute("data-lm-suppress-shortcuts", "true");

  const bar = element("div", "dw-reader-bar");
  const toggles = {};
  for (const [layer, label] of [["actor", "actors"], ["score", "scoring words"]]) {
    const box = element("input");
    box.type = "checkbox";
    box.id = `${id}-${layer}`;
    box.addEventListener("change", () => {
      model.set("layers", { ...model.get("layers"), [layer]: box.checked });
      model.save_changes();
    });
    const text = element("label", `dw-key dw-key-${layer}`, label);
    text.htmlFor = box.id;
    bar.append(box, text);
    toggles[layer] = box;
  }
  const search = element("input", "dw-search");
  search.type = "search";
  search.placeholder = "search: peace, war*";
  search.setAttribute("aria-label", "Search the text: a word, a phrase, * and ? as wildcards, or /regular expression/");
  const status = element("span", "dw-search-status");
  status.setAttribute("role", "status");
  const hint = element("span", "dw-hint", "↑↓ choose a paragraph");
  bar.append(search, status, hint);

  const kinds = element("fieldset", "dw-kinds");
  const legend = element("div", "dw-legend");
  const body = element("div", "dw-reader-body");
  const scroll = element("div", "dw-scroll");
  scroll.tabIndex = 0;
  scroll.setAttribute("role", "listbox");
  scroll.setAttribute("aria-label", "Paragraphs of the text; arrow keys choose one");
  const map = element("div", "dw-map");
  map.setAttribute("aria-hidden", "true");
  const tip = element("div", "dw-tip");
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;
  body.append(scroll, map);
  root.append(bar, kinds, legend, body, tip);
  el.append(root);

  let rows = new Map(); // paragraph number -> { row, text, cell }

  function drawText(number) {
    const entry = rows.get(number);
    const marks = [...(model.get("marks")[number] ?? []), ...(model.get("found")[number] ?? [])];
    const fragment = document.createDocumentFragment();
    for (const piece of pieces(entry.content, marks)) {
      if (!piece.marks.length) {
        fragment.append(piece.text);
        continue;
      }
      const span = element("span", `dw-mark ${piece.marks.map((m) => `dw-${m.layer}`).join(" ")}`, piece.text);
      span.dataset.start = piece.start;
      for (const mark of piece.marks) if (mark.colour) span.style.setProperty(`--dw-${mark.layer}`, mark.colour);
      const label = piece.marks.map((m) => m.label).filter(Boolean).join(" · ");
      if (label) {
        span.dataset.label = label;
        span.dataset.layers = piece.marks.map((m) => m.layer).join(" ");
        span.setAttribute("role", "note");
        span.setAttribute("aria-label", `${piece.text}: ${label}`);
        if (number === model.get("chosen")) span.tabIndex = 0;
      }
      fragment.append(span);
    }
    entry.text.replaceChildren(fragment);
  }

  function drawAll() {
    const fragment = document.createDocumentFragment();
    const cells = document.createDocumentFragment();
    rows = new Map();
    for (const paragraph of model.get("paragraphs")) {
      const row = element("div", `dw-row dw-kind-${paragraph.kind}`);
      row.classList.toggle("dw-uncounted", !paragraph.counted);
      row.id = `${id}-${paragraph.number}`;
      row.setAttribute("role", "option");
      row.dataset.number = paragraph.number;
      const number = element("span", "dw-number", paragraph.number);
      const stripe = element("span", "dw-stripe");
      const text = element("p", "dw-text");
      row.append(number, stripe, text);
      if (paragraph.label) {
        number.dataset.label = `¶ ${paragraph.number} · ${paragraph.label}`;
        row.append(element("span", "dw-unseen", ` (${paragraph.label})`)); // for those who do not see how it is set
      }
      fragment.append(row);
      const cell = element("div", "dw-cell");
      cell.dataset.number = paragraph.number;
      cell.style.flexGrow = Math.max(paragraph.text.length, 30);
      cells.append(cell);
      rows.set(paragraph.number, { row, text, cell, stripe, content: paragraph.text, label: paragraph.label });
    }
    scroll.replaceChildren(fragment);
    map.replaceChildren(cells);
    for (const number of rows.keys()) drawText(number);
    drawColours();
    drawChosen(true);
  }

  function drawColours() {
    const colours = model.get("colours");
    for (const [number, entry] of rows) {
      const { colour = "", label = entry.label } = colours[number] ?? {};
      entry.stripe.style.background = colour;
      entry.cell.style.background = colour;
      entry.cell.dataset.label = `¶ ${number}${label ? ` · ${label}` : ""}`;
      entry.stripe.dataset.label = entry.cell.dataset.label;
    }
  }

  function drawChosen(jump) {
    const chosen = model.get("chosen");
    for (const [number, entry] of rows) {
      const is = number === chosen;
      if (is !== entry.row.classList.contains("dw-chosen")) {
        entry.row.classList.toggle("dw-chosen", is);
        entry.cell.classList.toggle("dw-chosen", is);
        for (const span of entry.text.querySelectorAll("[data-label]")) {
          if (is) span.tabIndex = 0;
          else span.removeAttribute("tabindex");
        }
      }
      entry.row.setAttribute("aria-selected", is);
    }
    const entry = rows.get(chosen);
    if (!entry) return;
    scroll.setAttribute("aria-activedescendant", entry.row.id);
    reveal(entry.row, jump);
  }

  // Scrolls the text only, never the notebook around it.
  function reveal(node, jump) {
    const box = scroll.getBoundingClientRect();
    const place = node.getBoundingClientRect();
    if (!jump && place.top >= box.top && place.bottom <= box.bottom) return;
    scroll.scrollTop += place.top - box.top - Math.max(8, (box.height - place.height) / 3);
  }

  function choose(number) {
    if (!rows.has(number) || number === model.get("chosen")) return;
    model.set("chosen", number);
    model.save_changes();
  }

  function neighbour(step) {
    const numbers = [...rows.keys()];
    const at = numbers.indexOf(model.get("chosen"));
    choose(numbers[Math.min(numbers.length - 1, Math.max(0, at + step))]);
  }

  const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 5, PageUp: -5, Home: -1e9, End: 1e9 };
  scroll.addEventListener("keydown", (event) => {
    if (!(event.key in steps) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    neighbour(steps[event.key]);
    scroll.focus({ preventScroll: true });
  });
  const pick = (event) => {
    if (event.detail > 1 || !document.getSelection().isCollapsed) return; // selecting words to copy is not choosing
    const row = event.target.closest("[data-number]");
    if (row) choose(Number(row.dataset.number));
  };
  scroll.addEventListener("click", pick);
  map.addEventListener("click", pick);

  const visibleLabel = (target) => {
    const holder = target.closest?.("[data-label]");
    if (!holder || !root.contains(holder)) return null;
    const layers = model.get("layers");
    const parts = holder.dataset.layers?.split(" ");
    if (parts && parts.every((layer) => layers[layer] === false)) return null;
    return holder;
  };
  const point = (event) => {
    const holder = visibleLabel(event.target);
    tip.hidden = !holder;
    if (!holder) return;
    tip.textContent = holder.dataset.label;
    const frame = root.getBoundingClientRect();
    const place = (holder.getClientRects()[0] ?? holder.getBoundingClientRect());
    const left = Math.min(place.left - frame.left, frame.width - tip.offsetWidth - 8);
    const above = place.top - frame.top - tip.offsetHeight - 6;
    tip.style.left = `${Math.max(4, left)}px`;
    tip.style.top = `${above > 0 ? above : place.bottom - frame.top + 6}px`;
  };
  const away = () => { tip.hidden = true; };
  root.addEventListener("mouseover", point);
  root.addEventListener("mouseleave", away);
  root.addEventListener("focusin", point);
  root.addEventListener("focusout", away);
  scroll.addEventListener("scroll", away);

  let waiting;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { model.set("query", search.value); model.save_changes(); }, 180);
  });
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    clearTimeout(waiting);
    model.set("query", search.value);
    model.set("next", model.get("next") + 1); // Enter goes to the next hit
    model.save_changes();
  });

  function drawLayers() {
    const layers = model.get("layers");
    for (const [layer, box] of Object.entries(toggles)) {
      box.checked = layers[layer] !== false;
      root.classList.toggle(`dw-no-${layer}`, layers[layer] === false);
    }
  }
  function drawLegend() {
    legend.replaceChildren(...model.get("legend").map(({ label, colour }) => {
      const item = element("span", "dw-legend-item", label);
      item.style.setProperty("--dw-actor", colour);
      return item;
    }));
  }
  // Which kinds of paragraphs count; nothing is asked where a text has one kind only.
  function drawKinds() {
    const there = model.get("kinds");
    kinds.hidden = there.length < 2;
    kinds.replaceChildren(element("legend", "", "counted:"), ...there.map(({ kind, label }) => {
      const item = element("label", "dw-kind");
      const box = element("input");
      box.type = "checkbox";
      box.checked = model.get("counted").includes(kind);
      box.addEventListener("change", () => {
        const now = new Set(model.get("counted"));
        if (box.checked) now.add(kind); else now.delete(kind);
        model.set("counted", there.map((one) => one.kind).filter((one) => now.has(one)));
        model.save_changes();
      });
      item.append(box, label);
      return item;
    }));
  }
  function drawCounted() {
    const counted = model.get("counted");
    const boxes = kinds.querySelectorAll("input");
    if (boxes.length !== model.get("kinds").length) return drawKinds();
    model.get("kinds").forEach(({ kind }, i) => { boxes[i].checked = counted.includes(kind); });
  }
  function drawStatus() {
    status.textContent = model.get("status");
    if (search.value !== model.get("query") && document.activeElement !== search) search.value = model.get("query");
  }
  let lastFound = {};
  function drawFound() {
    const found = model.get("found");
    for (const number of new Set([...Object.keys(lastFound), ...Object.keys(found)])) {
      if (rows.has(Number(number))) drawText(Number(number));
    }
    lastFound = found;
  }
  function drawFlash() {
    const { number, start, end } = model.get("flash");
    const entry = rows.get(number);
    if (!entry) return;
    const spans = [...entry.text.querySelectorAll("[data-start]")].filter((s) => s.dataset.start >= start && s.dataset.start < end);
    if (spans.length) reveal(spans[0], false);
    for (const span of spans) {
      span.classList.remove("dw-flash");
      void span.offsetWidth; // lets the animation start anew
      span.classList.add("dw-flash");
    }
  }

  // One message may change several traits; what must be drawn is drawn once, after all of them are in.
  let due = new Set();
  function later(what) {
    if (!due.size) queueMicrotask(() => {
      const now = due;
      due = new Set();
      if (now.has("text")) drawAll();
      else {
        if (now.has("marks")) for (const number of rows.keys()) drawText(number);
        else if (now.has("found")) drawFound();
        if (now.has("colours")) drawColours();
        if (now.has("chosen")) drawChosen(false);
      }
      if (now.has("layers")) drawLayers();
      if (now.has("legend")) drawLegend();
      if (now.has("kinds")) drawKinds();
      else if (now.has("counted")) drawCounted();
      if (now.has("status")) drawStatus();
      if (now.has("flash")) drawFlash();
    });
    due.add(what);
  }
  const traits = {
    paragraphs: "text", marks: "marks", found: "found", colours: "colours", chosen: "chosen",
    layers: "layers", legend: "legend", kinds: "kinds", counted: "counted", status: "status", query: "status", flash: "flash",
  };
  for (const [trait, what] of Object.entries(traits)) model.on(`change:${trait}`, () => later(what));
  drawAll();
  drawLayers();
  drawLegend();
  drawKinds();
  drawStatus();
}

export default { render };
