// A figure: the old picture stays until the new one is decoded; a click in it chooses what lies there.

function render({ model, el }) {
  const box = document.createElement("div");
  box.className = "dw-picture";
  el.append(box);
  let latest = 0;
  let url = null;

  async function show() {
    const bytes = model.get("png");
    if (!bytes || !bytes.byteLength) return;
    const turn = ++latest;
    const version = model.get("version");
    const fresh = URL.createObjectURL(new Blob([bytes], { type: "image/png" }));
    const image = new Image();
    image.alt = model.get("alt");
    image.src = fresh;
    try {
      await image.decode();
    } catch {
      URL.revokeObjectURL(fresh);
      return;
    }
    if (turn !== latest) { // a newer picture is on its way
      URL.revokeObjectURL(fresh);
      return;
    }
    image.style.aspectRatio = `${image.naturalWidth} / ${image.naturalHeight}`;
    box.replaceChildren(image);
    box.dataset.version = version;
    if (url) URL.revokeObjectURL(url);
    url = fresh;
  }

  const hit = (event) => {
    const image = box.firstElementChild;
    if (!image) return null;
    const place = image.getBoundingClientRect();
    const x = (event.clientX - place.left) / place.width;
    const y = (event.clientY - place.top) / place.height;
    return model.get("targets").find((t) => x >= t.x0 && x <= t.x1 && y >= t.y0 && y <= t.y1) ?? null;
  };
  box.addEventListener("mousemove", (event) => { box.classList.toggle("dw-can-choose", hit(event) !== null); });
  box.addEventListener("click", (event) => {
    const target = hit(event);
    if (!target) return;
    model.set("clicked", { ...target, turn: (model.get("clicked").turn ?? 0) + 1 });
    model.save_changes();
  });

  let waiting;
  const watcher = new ResizeObserver(() => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const width = Math.round(box.clientWidth);
      const scale = Math.min(3, Math.max(1, window.devicePixelRatio));
      if (width < 120 || (Math.abs(width - model.get("width")) < 8 && scale === model.get("scale"))) return;
      model.set({ width, scale });
      model.save_changes();
    }, 120);
  });
  watcher.observe(box);
  model.on("change:png", show);
  show();
  return () => {
    watcher.disconnect();
    if (url) URL.revokeObjectURL(url);
  };
}

export default { render };
