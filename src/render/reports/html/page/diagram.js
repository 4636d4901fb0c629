// The drawing: places come with the content, everything else is drawn anew for what is selected and how close one looks.
const view = { k: 1, x: 0, y: 0, fit: 1, width: 900, height: 600 };
const diagram = byId("diagram");
const layers = {};
let selection = null;
let nodes = [];

/** Actors in the order in which names get their places. */
const byWeight = DATA.actors.map((_, i) => i).sort((a, b) =>
  DATA.actors[b].r - DATA.actors[a].r || tiesOf[b].length - tiesOf[a].length || a - b);

function openDiagram() {
  layers.title = diagram.appendChild(draw("title"));
  layers.world = diagram.appendChild(draw("g"));
  layers.ties = layers.world.appendChild(draw("g", { class: "ties" }));
  layers.lit = layers.world.appendChild(draw("g", { class: "ties lit" }));
  layers.nodes = layers.world.appendChild(draw("g", { class: "nodes" }));
  layers.front = layers.world.appendChild(draw("g", { class: "nodes front" }));
  layers.labels = diagram.appendChild(draw("g", { class: "labels", "aria-hidden": "true" }));
  layers.names = diagram.appendChild(draw("g", { class: "labels front", "aria-hidden": "true" }));
  nodes = DATA.actors.map(() => null);
  // Large ones first, so that a small one is never hidden.
  for (const i of byWeight) {
    const kind = DATA.kinds[DATA.actors[i].kind];
    const node = draw("path", { d: outline(kind, DATA.actors[i].r), "data-i": i, class: kind.hollow ? "node hollow" : "node" });
    node.style[kind.hollow ? "stroke" : "fill"] = kind.color;
    nodes[i] = node;
    layers.nodes.append(node);
  }
}

function outline(kind, r) {
  if (kind.corners.length === 0) return `M${-r} 0A${r} ${r} 0 1 1 ${r} 0A${r} ${r} 0 1 1 ${-r} 0Z`;
  return `M${kind.corners.map(([x, y]) => `${(x * r).toFixed(2)} ${(y * r).toFixed(2)}`).join("L")}Z`;
}

/** How many times larger than in the content a disc is, in units of the world. */
const swell = () => Math.min(1.1, Math.max(0.6, view.fit * 1.25)) * (view.k / view.fit) ** 0.45 / view.k;
const reachOf = (i) => DATA.actors[i].r * DATA.kinds[DATA.actors[i].kind].reach * swell();

/** Takes the size of the page, and shows everything if asked to. */
function measureDiagram(fit) {
  const box = byId("canvas").getBoundingClientRect();
  if (box.width < 40) return;
  [view.width, view.height] = [box.width, box.height];
  diagram.setAttribute("viewBox", `0 0 ${box.width} ${box.height}`);
  const [width, height] = DATA.frame;
  view.fit = 0.94 * Math.min(box.width / width, box.height / height);
  if (fit) fitDiagram(); else redraw();
}

function fitDiagram() {
  view.k = view.fit;
  view.x = (view.width - DATA.frame[0] * view.k) / 2;
  view.y = (view.height - DATA.frame[1] * view.k) / 2;
  redraw();
}

/** Zooms so that the point (x, y) of the page stays where it is. */
function zoomBy(factor, x = view.width / 2, y = view.height / 2) {
  const k = Math.min(view.fit * 40, Math.max(view.fit * 0.5, view.k * factor));
  view.x = x - (x - view.x) * k / view.k;
  view.y = y - (y - view.y) * k / view.k;
  view.k = k;
  place();
  soon();
}

/** Brings an actor into the middle. */
function centre(i, k) {
  view.k = Math.max(view.k, k);
  view.x = view.width / 2 - DATA.actors[i].x * view.k;
  view.y = view.height / 2 - DATA.actors[i].y * view.k;
  redraw();
}

/** Puts what is drawn at its place; the rest follows once the hand rests. */
function place() {
  layers.world.setAttribute("transform", `translate(${view.x.toFixed(2)} ${view.y.toFixed(2)}) scale(${view.k.toFixed(5)})`);
  for (const labels of [layers.labels, layers.names]) labels.setAttribute("transform", `translate(${view.x.toFixed(2)} ${view.y.toFixed(2)}) scale(${(view.k / (view.drawn || view.k)).toFixed(5)})`);
}

/** Draws before the next frame, however often it is asked for. */
function redraw() {
  place();
  if (view.frame === undefined) view.frame = requestAnimationFrame(paint);
}

function paint() {
  cancelAnimationFrame(view.frame);
  view.frame = undefined;
  view.drawn = view.k;
  place();
  const grown = swell().toFixed(5);
  for (let i = 0; i < nodes.length; i++) {
    const { x, y } = DATA.actors[i];
    nodes[i].setAttribute("transform", `translate(${x} ${y}) scale(${grown})`);
  }
  drawTies();
  drawLabels();
}
const soon = later(redraw, 90);

/** Chooses anew what is shown, and says how much it is. */
function reselect() {
  selection = selected();
  const { kept, joined, ties } = selection;
  let shown = 0;
  nodes.forEach((node, i) => {
    node.style.display = kept[i] ? "" : "none";
    node.classList.toggle("alone", kept[i] && !joined[i]);
    shown += kept[i] ? 1 : 0;
  });
  byId("shown").textContent = words().shown(shown, ties.length);
  byId("shown").dataset.actors = shown;
  byId("shown").dataset.ties = ties.length;
  light();
}

/** What is chosen stands out and the rest steps back. */
function light() {
  const near = new Set();
  if (state.route !== null) DATA.routes[state.route].actors.forEach((i) => near.add(i));
  else if (state.picked !== null) {
    near.add(state.picked);
    for (const { from, to } of selection.ties) {
      if (from === state.picked) near.add(to);
      if (to === state.picked) near.add(from);
    }
  }
  const hits = new Set(state.hits);
  diagram.classList.toggle("chosen", near.size > 0);
  diagram.classList.toggle("searched", near.size === 0 && hits.size > 0);
  const front = (i) => near.has(i) || hits.has(i);
  // The rest steps back as a whole, which is quicker to draw than each on its own.
  if (layers.front.firstChild || near.size + hits.size > 0)
    for (const i of byWeight) layers[front(i) ? "front" : "nodes"].append(nodes[i]);
  nodes.forEach((node, i) => {
    node.classList.toggle("hit", hits.has(i));
    node.classList.toggle("picked", i === state.picked);
  });
  layers.near = near;
  redraw();
}

/** Widths of lines on the page, by strength. */
const THICK = [0.7, 1.1, 1.8];
/** A path of thousands of lines is slow to draw, and so are thousands of paths. */
const CHUNK = 120;
const MANY = 3000;
const chunks = (parts) => Array.from({ length: Math.ceil(parts.length / CHUNK) }, (_, i) => parts.slice(i * CHUNK, (i + 1) * CHUNK));

/** All ties in a few paths: one for each width, full or dashed, and what is lit. */
function drawTies() {
  const between = new Map();
  for (const one of selection.ties) {
    const pair = one.from < one.to ? one.from * nodes.length + one.to : one.to * nodes.length + one.from;
    if (between.has(pair)) between.get(pair).push(one); else between.set(pair, [one]);
  }
  const paths = new Map();
  const add = (name, part) => { if (paths.has(name)) paths.get(name).push(part); else paths.set(name, [part]); };
  // Thousands of ties are drawn as plain thin lines: dashes, widths and bends could not be told apart, and take long.
  const many = selection.ties.length > MANY;
  const route = state.route === null ? null : new Set(DATA.routes[state.route].ties);
  for (const same of between.values()) {
    same.forEach((one, j) => {
      const tie = DATA.ties[one.tie];
      const lit = route === null ? one.from === state.picked || one.to === state.picked : route.has(one.tie);
      if (many && !lit) {
        const [a, b] = [DATA.actors[one.from], DATA.actors[one.to]];
        add("ties full w0", `M${a.x} ${a.y}L${b.x} ${b.y}`);
        return;
      }
      const width = tie.strength < 0.34 ? 0 : tie.strength < 0.67 ? 1 : 2;
      const [line, head] = course(one.from, one.to, (j - (same.length - 1) / 2) * (one.from < one.to ? 1 : -1), tie.mutual);
      add(`${lit ? "lit" : "ties"} ${tie.assumed ? "dashed" : "full"} w${width}`, line);
      if (head) add(`${lit ? "lit" : "ties"} head`, head);
    });
  }
  for (const layer of ["ties", "lit"]) {
    const parts = [...paths].filter(([name]) => name.startsWith(`${layer} `)).sort(([a], [b]) => (a < b ? -1 : 1));
    layers[layer].replaceChildren(...parts.flatMap(([name, d]) => chunks(d).map((some) => {
      const [form, width] = name.split(" ").slice(1);
      const thick = (width === undefined ? 0 : THICK[Number(width[1])] * (layer === "lit" ? 1.6 : 1)) / view.k;
      return draw("path", { class: form, d: some.join(""), "stroke-width": thick.toFixed(3), "stroke-dasharray": form === "dashed" ? `${(5 / view.k).toFixed(3)} ${(3 / view.k).toFixed(3)}` : null });
    })));
  }
}

/** A tie from rim to rim, bent aside where several join the same two, and its arrowhead. */
function course(from, to, aside, mutual) {
  const [a, b] = [DATA.actors[from], DATA.actors[to]];
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = Math.hypot(dx, dy) || 1;
  const bend = aside * 14 / Math.sqrt(view.k / view.fit) + length * 0.02;
  const [cx, cy] = [(a.x + b.x) / 2 - dy / length * bend, (a.y + b.y) / 2 + dx / length * bend];
  const off = Math.hypot(cx - a.x, cy - a.y) || 1;
  const [ra, rb] = [reachOf(from), reachOf(to) + (mutual ? 0 : 1.5 / view.k)];
  const end = [b.x + (cx - b.x) / off * rb, b.y + (cy - b.y) / off * rb];
  const f = (number) => number.toFixed(1);
  const line = `M${f(a.x + (cx - a.x) / off * ra)} ${f(a.y + (cy - a.y) / off * ra)}Q${f(cx)} ${f(cy)} ${f(end[0])} ${f(end[1])}`;
  if (mutual) return [line, null];
  const size = Math.min(8, 4.5 * Math.sqrt(view.k / view.fit)) / view.k;
  const [ux, uy] = [(cx - b.x) / off * size, (cy - b.y) / off * size];
  return [line, `M${f(end[0])} ${f(end[1])}L${f(end[0] + ux - uy * 0.4)} ${f(end[1] + uy + ux * 0.4)}L${f(end[0] + ux + uy * 0.4)} ${f(end[1] + uy - ux * 0.4)}Z`];
}

const SIZE = 12;
const LINE = 15;
/** About how wide a name is; Hangul is as wide as high. */
function widthOf(text) {
  let width = 0;
  for (const letter of text) width += letter > "\u1100" ? 0.96 : letter >= "A" && letter <= "Z" ? 0.68 : 0.54;
  return width * SIZE + 2;
}
const shorten = (name) => [...name].length > 26 ? `${[...name].slice(0, 25).join("")}…` : name;

/** Names where they hide neither another name nor a disc, the weightiest first; what is chosen or found always has its name. */
function drawLabels() {
  const { kept, joined } = selection;
  const near = layers.near || new Set();
  const hits = new Set(state.hits);
  const weight = (i) => i === state.picked ? 3 : near.has(i) ? 2 : hits.has(i) ? 1 : 0;
  const order = byWeight.filter((i) => kept[i] && (joined[i] || weight(i) > 0 || view.k > view.fit * 2));
  order.sort((a, b) => weight(b) - weight(a)); // sorting keeps the order among equals
  const grid = new Map();
  const cell = 64;
  const cells = function* (box) {
    for (let gx = Math.floor(box[0] / cell); gx <= Math.floor(box[2] / cell); gx++)
      for (let gy = Math.floor(box[1] / cell); gy <= Math.floor(box[3] / cell); gy++) yield gx * 100003 + gy;
  };
  const put = (box) => { for (const key of cells(box)) if (grid.has(key)) grid.get(key).push(box); else grid.set(key, [box]); };
  // The name of a weighty actor may hide a small disc, but never another name.
  const free = (box, mine, large) => {
    for (const key of cells(box)) for (const other of grid.get(key) || [])
      if (other[4] !== mine && (other[4] < 0 || other[2] - other[0] > large) && box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]) return false;
    return true;
  };
  const radius = (i) => reachOf(i) * view.k;
  for (const i of order) {
    const [x, y, r] = [DATA.actors[i].x * view.k, DATA.actors[i].y * view.k, radius(i)];
    put([x - r, y - r, x + r, y + r, i]);
  }
  const labels = [[], []];
  const heavy = new Set(order.slice(0, 24));
  const most = near.size + 900;
  for (const i of order) {
    if (labels[0].length + labels[1].length >= most) break;
    const [x, y, r] = [DATA.actors[i].x * view.k, DATA.actors[i].y * view.k, radius(i)];
    const name = weight(i) > 0 ? nameOf(i) : shorten(nameOf(i));
    const width = widthOf(name);
    const places = [[x + r + 3, y - LINE / 2], [x - r - 3 - width, y - LINE / 2], [x - width / 2, y + r + 1], [x - width / 2, y - r - LINE]];
    const inside = ([left, top]) => view.k > view.fit * 1.01 || left + view.x > 2 && left + width + view.x < view.width - 2 && top + view.y > 0 && top + LINE + view.y < view.height;
    const fits = (large) => places.find((at) => inside(at) && free([at[0], at[1], at[0] + width, at[1] + LINE], i, large));
    const found = fits(0) || (heavy.has(i) || weight(i) > 0 ? fits(18) : null) || (i === state.picked ? places[0] : null);
    if (!found) continue;
    put([found[0], found[1], found[0] + width, found[1] + LINE, -1 - i]);
    const label = draw("text", { x: found[0].toFixed(1), y: (found[1] + LINE * 0.76).toFixed(1), "data-i": i });
    label.textContent = name;
    labels[weight(i) > 0 ? 1 : 0].push(label);
  }
  layers.labels.replaceChildren(...labels[0]);
  layers.names.replaceChildren(...labels[1]);
}
