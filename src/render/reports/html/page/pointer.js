// Moving about the drawing with a mouse, fingers or the keyboard.
function listenToDiagram() {
  const held = new Map();
  let moved = 0;
  const at = (event) => {
    const box = diagram.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  diagram.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoomBy(Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0016)), ...at(event));
  }, { passive: false });
  diagram.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    held.set(event.pointerId, at(event));
    moved = 0;
  });
  diagram.addEventListener("pointermove", (event) => {
    const before = held.get(event.pointerId);
    if (!before) return;
    const now = at(event);
    const others = [...held].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
    if (others.length === 0) {
      view.x += now[0] - before[0];
      view.y += now[1] - before[1];
    } else {
      const [ox, oy] = others[0];
      const grown = Math.hypot(now[0] - ox, now[1] - oy) / (Math.hypot(before[0] - ox, before[1] - oy) || 1);
      zoomBy(grown, (now[0] + ox) / 2, (now[1] + oy) / 2);
    }
    moved += Math.abs(now[0] - before[0]) + Math.abs(now[1] - before[1]);
    // From here on the pointer is ours even where it leaves the drawing; a mere click stays the disc's.
    if (moved > 4 && !diagram.hasPointerCapture(event.pointerId)) diagram.setPointerCapture(event.pointerId);
    held.set(event.pointerId, now);
    place();
  });
  const release = (event) => held.delete(event.pointerId);
  diagram.addEventListener("pointerup", release);
  diagram.addEventListener("pointercancel", release);
  diagram.addEventListener("pointerleave", (event) => { if (!diagram.hasPointerCapture(event.pointerId)) release(event); });
  diagram.addEventListener("click", (event) => {
    if (moved > 4) return;
    const i = event.target.dataset ? event.target.dataset.i : undefined;
    if (i !== undefined) pick(Number(i), false); else if (state.picked !== null || state.route !== null) pick(null, false);
  });
  diagram.addEventListener("dblclick", (event) => zoomBy(1.8, ...at(event)));
  diagram.addEventListener("pointerover", (event) => {
    const i = event.target.dataset ? event.target.dataset.i : undefined;
    layers.title.textContent = i === undefined ? "" : `${nameOf(Number(i))} · ${say(DATA.kinds[DATA.actors[Number(i)].kind].label)}`;
  });
  diagram.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[event.key];
    if (step) { view.x += step[0]; view.y += step[1]; place(); }
    else if (event.key === "+" || event.key === "=") zoomBy(1.3);
    else if (event.key === "-") zoomBy(1 / 1.3);
    else if (event.key === "0") fitDiagram();
    else if (event.key === "Escape") pick(null, false);
    else return;
    event.preventDefault();
  });
  byId("closer").addEventListener("click", () => zoomBy(1.4));
  byId("farther").addEventListener("click", () => zoomBy(1 / 1.4));
  byId("fit").addEventListener("click", fitDiagram);
  new ResizeObserver(later(() => measureDiagram(view.k === view.fit), 60)).observe(byId("canvas"));
}
