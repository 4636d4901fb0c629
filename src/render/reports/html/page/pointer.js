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
    const now = at(event);
    if (!before) { if (event.pointerType !== "touch") hover(actorAt(...now), now); return; }
    const others = [...held].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
    if (others.length === 0) panBy(now[0] - before[0], now[1] - before[1]);
    else {
      const [ox, oy] = others[0];
      const farther = Math.hypot(now[0] - ox, now[1] - oy) / (Math.hypot(before[0] - ox, before[1] - oy) || 1);
      zoomBy(farther, (now[0] + ox) / 2, (now[1] + oy) / 2);
    }
    moved += Math.abs(now[0] - before[0]) + Math.abs(now[1] - before[1]);
    // From here on the pointer is ours even where it leaves the drawing.
    if (moved > 4 && !diagram.hasPointerCapture(event.pointerId)) diagram.setPointerCapture(event.pointerId);
    held.set(event.pointerId, now);
    hover(null);
  });
  const release = (event) => held.delete(event.pointerId);
  diagram.addEventListener("pointerup", release);
  diagram.addEventListener("pointercancel", release);
  diagram.addEventListener("pointerleave", (event) => { if (!diagram.hasPointerCapture(event.pointerId)) release(event); hover(null); });
  diagram.addEventListener("click", (event) => {
    if (moved > 4) return;
    const i = actorAt(...at(event));
    if (i !== null) pick(i, false); else if (state.picked !== null || state.route !== null) pick(null, false);
  });
  diagram.addEventListener("dblclick", (event) => zoomBy(1.8, ...at(event)));
  diagram.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[event.key];
    if (step) panBy(...step);
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

/** Names the actor under the pointer. */
function hover(i, [x, y] = [0, 0]) {
  const tip = byId("tip");
  if (i !== null) {
    // On the side where there is more room.
    tip.style.left = x < view.width / 2 ? `${x + 14}px` : "auto";
    tip.style.right = x < view.width / 2 ? "auto" : `${view.width - x + 14}px`;
    tip.style.top = `${y + 12}px`;
  }
  if (i === standing.over) return;
  standing.over = i;
  tip.hidden = i === null;
  tip.textContent = i === null ? "" : `${nameOf(i)} · ${say(DATA.kinds[DATA.actors[i].kind].label)}`;
  diagram.style.cursor = i === null ? "" : "pointer";
  nextFrame();
}
