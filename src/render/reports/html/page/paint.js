// How the drawing is put on its canvas: ties, discs, names, in this order, and what stands out over all others.
const screen_ = diagram.getContext("2d", { alpha: false });
/** Where ties and discs are drawn: the screen itself, or where they are many a picture of them that is moved about. */
let pen = screen_;
const still = { pen: document.createElement("canvas").getContext("2d", { alpha: false }), k: 0, x: 0, y: 0 };
const TINT = Object.fromEntries(["ink", "paper", "tie", "lit"].map((name) =>
  [name, getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim()]));
const FONT = getComputedStyle(document.body).fontFamily;

/** Widths of lines, by strength. */
const THICK = [0.7, 1.1, 1.8];
/** A path of thousands of lines is slow to draw, and so are thousands of paths. */
const CHUNK = 60;
/** More ties than these are thin straight lines, and more discs drawn kind by kind: more could not be told apart, and takes long. */
const MANY = 1500;

/** More ties and discs than these are not drawn anew while the hand moves. */
const HEAVY = 2500;

const isHeavy = () => selection.lines.length + selection.shown > HEAVY;

/** Draws everything for where one looks. Where that is much, a picture of it is moved until the hand rests. */
function paintAll(rests) {
  if (!isHeavy()) { pen = screen_; paintGround(); }
  else {
    if (rests || still.k === 0) {
      pen = still.pen;
      [pen.canvas.width, pen.canvas.height] = [diagram.width, diagram.height];
      paintGround();
      Object.assign(still, { k: view.k, x: view.x, y: view.y });
      pen = screen_;
    }
    clear();
    const grown_ = view.k / still.k;
    pen.drawImage(still.pen.canvas, view.x - still.x * grown_, view.y - still.y * grown_, view.width * grown_, view.height * grown_);
  }
  for (const i of [standing.over, state.picked]) if (i !== null && selection.kept[i]) ring(i);
  for (const i of standing.hits) if (selection.kept[i] && discIsSeen(i)) ring(i);
  diagram.dataset.names = drawNames();
}

function clear() {
  pen.setTransform(view.sharp, 0, 0, view.sharp, 0, 0);
  pen.fillStyle = TINT.paper;
  pen.fillRect(0, 0, view.width, view.height);
}

/** Draws ties and discs. */
function paintGround() {
  clear();
  const chosen = standing.near.size > 0;
  const dim = isDim();
  const route = state.route === null ? null : new Set(DATA.routes[state.route].ties);
  const isLit = (line) => route === null ? line.from === state.picked || line.to === state.picked : route.has(line.tie);
  const inFront = (i) => standing.near.has(i) || standing.hits.has(i);
  const lines = selection.lines.filter(lineIsSeen);
  const discs = byWeight.filter((i) => selection.kept[i] && discIsSeen(i));
  const rest = chosen ? lines.filter((line) => !isLit(line)) : lines;
  const lit = chosen ? lines.filter(isLit) : [];
  drawTies(rest, false, dim ? 0.12 : 0.42);
  drawDiscs(dim ? discs.filter((i) => !inFront(i)) : discs, dim ? 0.16 : 1);
  drawTies(lit, true, 0.9);
  if (dim) drawDiscs(discs.filter(inFront), 1);
  Object.assign(diagram.dataset, { discs: discs.length, lines: lines.length });
}

/** Whether the rest steps back behind what is chosen or found. */
const isDim = () => standing.near.size + standing.hits.size > 0;

function discIsSeen(i) {
  const [x, y, r] = [xOf(i), yOf(i), reachOf(i) + 2];
  return x + r > 0 && x - r < view.width && y + r > 0 && y - r < view.height;
}

function lineIsSeen({ from, to }) {
  const [ax, ay, bx, by] = [xOf(from), yOf(from), xOf(to), yOf(to)];
  return Math.max(ax, bx) > -20 && Math.min(ax, bx) < view.width + 20 && Math.max(ay, by) > -20 && Math.min(ay, by) < view.height + 20;
}

/** The ties as lines, each with how far it is bent aside where several join the same two. */
function linesOf(ties) {
  const between = new Map();
  for (const one of ties) {
    const pair = Math.min(one.from, one.to) * DATA.actors.length + Math.max(one.from, one.to);
    if (between.has(pair)) between.get(pair).push(one); else between.set(pair, [one]);
  }
  return [...between.values()].flatMap((same) => same.map(({ tie, from, to }, j) => {
    const { strength, assumed, mutual } = DATA.ties[tie];
    const width = strength < 0.34 ? 0 : strength < 0.67 ? 1 : 2;
    return { tie, from, to, mutual, style: width * 2 + (assumed ? 1 : 0), aside: (j - (same.length - 1) / 2) * (from < to ? 1 : -1) };
  }));
}

/** Draws ties in few paths: one for each width, full or dashed. */
function drawTies(lines, lit, alpha) {
  pen.globalAlpha = alpha;
  pen.strokeStyle = pen.fillStyle = lit ? TINT.lit : TINT.tie;
  const plain = !lit && lines.length > MANY;
  const styles = plain ? [lines] : [0, 1, 2, 3, 4, 5].map((style) => lines.filter((line) => line.style === style));
  const heads = [];
  styles.forEach((some, style) => {
    pen.lineWidth = THICK[style >> 1] * (lit ? 1.6 : 1);
    pen.setLineDash(style & 1 ? [5, 3] : []);
    inChunks(some, (line) => {
      if (plain) { pen.moveTo(xOf(line.from), yOf(line.from)); pen.lineTo(xOf(line.to), yOf(line.to)); }
      else course(line, heads);
    }, () => pen.stroke());
  });
  pen.setLineDash([]);
  pen.globalAlpha = Math.min(1, alpha * 1.4);
  inChunks(heads, (corners) => corners.forEach(([x, y], n) => n === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y)), () => pen.fill());
  pen.globalAlpha = 1;
}

function inChunks(items, add, finish) {
  for (let at = 0; at < items.length; at += CHUNK) {
    pen.beginPath();
    for (const item of items.slice(at, at + CHUNK)) add(item);
    finish();
  }
}

/** A tie from rim to rim, and its arrowhead for later. */
function course({ from, to, aside, mutual }, heads) {
  const [ax, ay, bx, by] = [xOf(from), yOf(from), xOf(to), yOf(to)];
  const [dx, dy] = [bx - ax, by - ay];
  const length = Math.hypot(dx, dy) || 1;
  const bend = aside * 14 * Math.sqrt(view.k * view.fit) + length * 0.02;
  const [cx, cy] = [(ax + bx) / 2 - dy / length * bend, (ay + by) / 2 + dx / length * bend];
  const off = Math.hypot(cx - ax, cy - ay) || 1;
  const [ra, rb] = [reachOf(from), reachOf(to) + (mutual ? 0 : 1.5)];
  const [ex, ey] = [bx + (cx - bx) / off * rb, by + (cy - by) / off * rb];
  pen.moveTo(ax + (cx - ax) / off * ra, ay + (cy - ay) / off * ra);
  pen.quadraticCurveTo(cx, cy, ex, ey);
  if (mutual) return;
  const size = Math.min(8, 4.5 * Math.sqrt(view.k / view.fit));
  const [ux, uy] = [(cx - bx) / off * size, (cy - by) / off * size];
  heads.push([[ex, ey], [ex + ux - uy * 0.4, ey + uy + ux * 0.4], [ex + ux + uy * 0.4, ey + uy - ux * 0.4]]);
}

/** Adds the outline of an actor to the path. */
function trace(i, more = 0) {
  const [x, y, r] = [xOf(i), yOf(i), DATA.actors[i].r * grown() + more];
  const { corners } = DATA.kinds[DATA.actors[i].kind];
  if (corners.length === 0) { pen.moveTo(x + r, y); pen.arc(x, y, r, 0, 2 * Math.PI); return; }
  corners.forEach(([dx, dy], n) => n === 0 ? pen.moveTo(x + dx * r, y + dy * r) : pen.lineTo(x + dx * r, y + dy * r));
  pen.closePath();
}

/** Draws discs, the large ones first, so that a small one is never hidden. */
function drawDiscs(discs, alpha) {
  if (discs.length <= MANY) {
    for (const i of discs) { pen.beginPath(); trace(i); finishDisc(DATA.actors[i].kind, alpha * (selection.joined[i] ? 1 : 0.35)); }
  } else for (const joined of [0, 1]) DATA.kinds.forEach((_, kind) => {
    const some = discs.filter((i) => DATA.actors[i].kind === kind && selection.joined[i] === joined);
    // Rims would take as long as the discs.
    inChunks(some, (i) => trace(i), () => finishDisc(kind, alpha * (joined ? 1 : 0.35), DATA.kinds[kind].hollow));
  });
  pen.globalAlpha = 1;
}

function finishDisc(kind, alpha, rim = true) {
  const { color, hollow } = DATA.kinds[kind];
  pen.globalAlpha = alpha;
  pen.fillStyle = hollow ? TINT.paper : color;
  pen.strokeStyle = hollow ? color : TINT.paper;
  pen.lineWidth = hollow ? 2 : 1;
  pen.fill();
  if (rim) pen.stroke();
}

/** A ring around what is chosen, found or under the pointer. */
function ring(i) {
  pen.beginPath();
  trace(i, 1);
  pen.strokeStyle = i === state.picked || standing.hits.has(i) ? TINT.lit : TINT.ink;
  pen.lineWidth = i === standing.over && i !== state.picked ? 2 : 3;
  pen.stroke();
}
