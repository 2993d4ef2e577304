// Files brought in by button or by dropping them anywhere on the explorer; sent in pieces, so that none is too large.

const PIECE = 4 << 20;

// What is dropped may be a folder: all files in it, those of its folders too.
async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.some((entry) => entry.isDirectory)) return [...transfer.files];
  const found = [];
  const walk = async (entry) => {
    if (entry.isFile) return found.push(await new Promise((done, failed) => entry.file(done, failed)));
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((done, failed) => reader.readEntries(done, failed));
      if (!some.length) return undefined;
      for (const one of some) if (!one.name.startsWith(".")) await walk(one);
    }
  };
  for (const entry of entries) await walk(entry);
  return found;
}

function render({ model, el }) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "jupyter-button widget-button dw-upload";
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = true;
  input.hidden = true;
  el.append(button, input);

  const rest = () => {
    button.textContent = "Upload…";
    button.disabled = false;
    button.title = model.get("tip");
    input.accept = model.get("accept");
  };

  async function send(files) {
    if (!files.length || button.disabled) return;
    const total = files.reduce((sum, file) => sum + file.size, 0);
    if (total > model.get("largest")) {
      model.send({ what: "too large", name: files[0].name, size: total });
      return;
    }
    button.disabled = true;
    model.send({ what: "begin", names: files.map((file) => file.name) });
    let sent = 0;
    for (const [number, file] of files.entries()) {
      for (let at = 0; at < file.size; at += PIECE) {
        let bytes;
        try {
          bytes = await file.slice(at, at + PIECE).arrayBuffer();
        } catch {
          model.send({ what: "failed", name: file.name });
          return rest();
        }
        model.send({ what: "piece", file: number }, undefined, [bytes]);
        sent += bytes.byteLength;
        if (total > PIECE) button.textContent = `Uploading ${Math.floor((100 * sent) / total)} %`;
      }
    }
    model.send({ what: "end" });
    rest();
  }

  button.addEventListener("click", () => input.click());
  input.addEventListener("change", async () => {
    await send([...input.files]);
    input.value = ""; // the same file may be chosen again
  });

  const holder = () => el.closest(".dw-explorer");
  const brings = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  const within = (event) => brings(event) && holder()?.contains(event.target);
  const on = {
    dragover: (event) => {
      if (!within(event)) return holder()?.classList.remove("dw-dropping");
      event.preventDefault();
      event.stopPropagation();
      return holder().classList.add("dw-dropping");
    },
    dragleave: (event) => {
      if (!event.relatedTarget || !holder()?.contains(event.relatedTarget)) holder()?.classList.remove("dw-dropping");
    },
    drop: async (event) => {
      if (!within(event)) return;
      event.preventDefault();
      event.stopPropagation();
      holder().classList.remove("dw-dropping");
      await send(await dropped(event.dataTransfer));
    },
  };
  for (const [name, handler] of Object.entries(on)) document.addEventListener(name, handler, true);
  model.on("change:accept change:tip", rest);
  rest();
  return () => {
    for (const [name, handler] of Object.entries(on)) document.removeEventListener(name, handler, true);
  };
}

export default { render };
