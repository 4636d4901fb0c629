// The drawing, on a canvas: an element for each of thousands of actors would make every frame slow. Places come with the
// content, everything else is drawn anew for what is selected and how close one looks. The list beside it opens every actor
// to the keyboard and to screen readers.
const view = { k: 1, x: 0, y: 0, fit: 1, width: 900, height: 600, sharp: 1, frame: undefined, stale: true };
const diagram = byId("diagram");
let selection = null;
/** What stands out: the chosen one and its neighbours or a route, what was found, and what the pointer is over. */
const standing = { near: new Set(), hits: new Set(), over: null };

/** Actors in the order in which names get their places. */
const byWeight = DATA.actors.map((_, i) => i).sort((a, b) =>
  DATA.actors[b].r - DATA.actors[a].r || tiesOf[b].length - tiesOf[a].length || a - b);

/** Units of the page for one unit of a disc's radius: discs grow more slowly than their distances. */
const grown = () => Math.min(1.1, Math.max(0.6, view.fit * 1.25)) * (view.k / view.fit) ** 0.45;
const xOf = (i) => DATA.actors[i].x * view.k + view.x;
const yOf = (i) => DATA.actors[i].y * view.k + view.y;
const reachOf = (i) => DATA.actors[i].r * DATA.kinds[DATA.actors[i].kind].reach * grown();

/** Takes the size of the page, and shows everything if asked to. */
function measureDiagram(fit) {
  const box = byId("canvas");
  if (box.clientWidth < 40) return;
  [view.width, view.height] = [box.clientWidth, box.clientHeight];
  sharpen(Math.min(3, window.devicePixelRatio || 1));
  const [width, height] = DATA.frame;
  view.fit = 0.94 * Math.min(view.width / width, view.height / height);
  if (fit) fitDiagram(); else redraw();
}

/** So many points of the canvas for one of the page. */
function sharpen(sharp) {
  view.sharp = sharp;
  [diagram.width, diagram.height] = [Math.round(view.width * sharp), Math.round(view.height * sharp)];
  still.k = 0;
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
  moving();
}

function panBy(x, y) {
  view.x += x;
  view.y += y;
  moving();
}

/** Brings an actor into the middle. */
function centre(i, k) {
  view.k = Math.max(view.k, k);
  view.x = view.width / 2 - DATA.actors[i].x * view.k;
  view.y = view.height / 2 - DATA.actors[i].y * view.k;
  redraw();
}

/** Draws before the next frame, however often it is asked for. */
function nextFrame() {
  if (view.frame === undefined) view.frame = requestAnimationFrame(paint);
}

/** Draws everything anew, with the names at new places. */
function redrawAll() {
  diagram.dataset.moving = "yes";
  view.stale = true;
  nextFrame();
}

/** Draws at once what is quick to draw; the rest, and the names at new places, once the hand rests. */
function moving() {
  diagram.dataset.moving = "yes";
  nextFrame();
  rested();
}
const rested = later(redrawAll, 90);

/** Draws what has changed: at once where that is quick, and where it is not after the last of many changes. */
function redraw() {
  if (isHeavy() && still.k > 0) moving(); else redrawAll();
}

function paint() {
  cancelAnimationFrame(view.frame);
  view.frame = undefined;
  if (view.stale) placeNames();
  paintAll(view.stale);
  diagram.dataset.view = `${view.k} ${view.x} ${view.y}`;
  if (view.stale) delete diagram.dataset.moving;
  view.stale = false;
}

/** Chooses anew what is shown, and says how much it is. */
function reselect() {
  selection = selected();
  selection.lines = linesOf(selection.ties);
  selection.shown = selection.kept.reduce((sum, kept) => sum + (kept ? 1 : 0), 0);
  byId("shown").textContent = words().shown(selection.shown, selection.ties.length);
  byId("shown").dataset.actors = selection.shown;
  byId("shown").dataset.ties = selection.ties.length;
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
  standing.near = near;
  standing.hits = new Set(state.hits);
  diagram.dataset.hits = state.hits.length;
  redraw();
}

const CELL = 64;
/** The actors by the square of the content that they stand in, so that what is under the pointer is found at once. */
const squares = (() => {
  const squares = new Map();
  DATA.actors.forEach(({ x, y }, i) => {
    const key = Math.floor(x / CELL) * 100003 + Math.floor(y / CELL);
    if (squares.has(key)) squares.get(key).push(i); else squares.set(key, [i]);
  });
  return squares;
})();
const LARGEST = DATA.actors.reduce((most, actor) => Math.max(most, actor.r * DATA.kinds[actor.kind].reach), 0);
/** So far beside a disc it is still meant. */
const SLACK = 4;

/** The actor under a point of the page, or `null`. */
function actorAt(x, y) {
  const far = (LARGEST * grown() + SLACK) / view.k;
  const [wx, wy] = [(x - view.x) / view.k, (y - view.y) / view.k];
  let [best, nearest] = [null, SLACK];
  for (let gx = Math.floor((wx - far) / CELL); gx <= Math.floor((wx + far) / CELL); gx++)
    for (let gy = Math.floor((wy - far) / CELL); gy <= Math.floor((wy + far) / CELL); gy++)
      for (const i of squares.get(gx * 100003 + gy) || []) {
        const off = selection.kept[i] ? Math.hypot(xOf(i) - x, yOf(i) - y) - reachOf(i) : Infinity;
        if (off < nearest) [best, nearest] = [i, off];
      }
  return best;
}
