// The first paragraphs of a text that is about to be taken in; the box beside one leaves it and those above it out.

function render({ model, el }) {
  const list = document.createElement("ol");
  list.className = "dw-preview";
  list.setAttribute("data-lm-suppress-shortcuts", "true");
  el.append(list);

  const make = (tag, name, text) => {
    const node = document.createElement(tag);
    if (name) node.className = name;
    if (text !== undefined) node.textContent = text;
    return node;
  };

  function draw() {
    const known = model.get("known");
    const out = known + model.get("left_out");
    list.replaceChildren(...model.get("paragraphs").map(({ number, kind, label, text }) => {
      const row = make("li", `dw-preview-row dw-kind-${kind}`);
      row.classList.toggle("dw-uncounted", Boolean(label));
      row.classList.toggle("dw-front", number <= out);
      const box = make("input");
      box.type = "checkbox";
      box.checked = number > out;
      box.disabled = number <= known;
      box.setAttribute("aria-label", `Paragraph ${number} belongs to the text`);
      box.addEventListener("change", () => {
        // The text begins with a paragraph: all above it are out, all below it are in.
        model.set("left_out", (box.checked ? number - 1 : number) - known);
        model.save_changes();
      });
      const words = make("div", "dw-preview-words");
      words.append(make("p", "dw-text", text));
      if (number <= out && !label) words.append(make("span", "dw-preview-label", "front matter: shown, not counted"));
      else if (label) words.append(make("span", "dw-preview-label", label));
      row.append(box, make("span", "dw-number", number), words);
      return row;
    }));
  }

  model.on("change:paragraphs change:known", draw);
  model.on("change:left_out", () => {
    const at = [...list.querySelectorAll("input")].indexOf(document.activeElement);
    draw();
    if (at >= 0) list.querySelectorAll("input")[at]?.focus();
  });
  draw();
}

export default { render };
