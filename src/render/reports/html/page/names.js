// The names in the drawing: where they hide neither another name nor a disc, the weightiest first.
const SIZE = 12;
const LINE = 15;
/** Names in one view; more could not be read. */
const MOST_NAMES = 300;
/** Each with its actor, where it stands beside the middle of the disc, and whether it stands out. */
let names = [];

/** About how wide a name is; Hangul is as wide as high. */
function widthOf(text) {
  let width = 0;
  for (const letter of text) width += letter > "\u1100" ? 0.96 : letter >= "A" && letter <= "Z" ? 0.68 : 0.54;
  return width * SIZE + 2;
}
const shorten = (name) => [...name].length > 26 ? `${[...name].slice(0, 25).join("")}…` : name;

/** Boxes on the page, found by where they are. */
class Taken {
  constructor() { this.grid = new Map(); }
  *near(box) {
    for (let gx = Math.floor(box[0] / CELL); gx <= Math.floor(box[2] / CELL); gx++)
      for (let gy = Math.floor(box[1] / CELL); gy <= Math.floor(box[3] / CELL); gy++) yield gx * 100003 + gy;
  }
  put(box) { for (const key of this.near(box)) if (this.grid.has(key)) this.grid.get(key).push(box); else this.grid.set(key, [box]); }
  /** Whether a box hides nothing of others than `mine`; a disc no wider than `large` may be hidden, a name never. */
  free(box, mine, large) {
    for (const key of this.near(box)) for (const other of this.grid.get(key) || [])
      if (other[4] !== mine && (other[4] < 0 || other[2] - other[0] > large) && box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]) return false;
    return true;
  }
}

/** Finds places for the names of what is seen; what is chosen always has its name. */
function placeNames() {
  const { kept, joined } = selection;
  const { near, hits } = standing;
  const weight = (i) => i === state.picked ? 3 : near.has(i) ? 2 : hits.has(i) ? 1 : 0;
  const order = byWeight.filter((i) => kept[i] && discIsSeen(i) && (joined[i] || weight(i) > 0 || view.k > view.fit * 2));
  if (near.size + hits.size > 0) order.sort((a, b) => weight(b) - weight(a)); // sorting keeps the order among equals
  const taken = new Taken();
  for (const i of order) {
    const [x, y, r] = [xOf(i), yOf(i), reachOf(i)];
    taken.put([x - r, y - r, x + r, y + r, i]);
  }
  const heavy = new Set(order.slice(0, 24));
  const inside = ([left, top], width) => left > 2 && left + width < view.width - 2 && top > 0 && top + LINE < view.height;
  names = [];
  for (const i of order) {
    if (names.length >= MOST_NAMES) break;
    const [x, y, r] = [xOf(i), yOf(i), reachOf(i)];
    const name = weight(i) > 0 ? nameOf(i) : shorten(nameOf(i));
    const width = widthOf(name);
    const places = [[x + r + 3, y - LINE / 2], [x - r - 3 - width, y - LINE / 2], [x - width / 2, y + r + 1], [x - width / 2, y - r - LINE]];
    const fits = (large) => places.find((at) => inside(at, width) && taken.free([at[0], at[1], at[0] + width, at[1] + LINE], i, large));
    const found = fits(0) || (heavy.has(i) || weight(i) > 0 ? fits(18) : null) || (i === state.picked ? places[0] : null);
    if (!found) continue;
    taken.put([found[0], found[1], found[0] + width, found[1] + LINE, -1 - i]);
    names.push({ i, name, x: found[0] - x, y: found[1] + LINE * 0.76 - y, front: weight(i) > 0 });
  }
}

/** Writes the names, with a rim so that lines do not run through them, and tells how many there are. */
function drawNames() {
  pen.lineJoin = "round";
  pen.lineWidth = 3;
  pen.strokeStyle = TINT.paper;
  pen.fillStyle = TINT.ink;
  for (const front of [false, true]) {
    pen.font = `${front ? 700 : 400} ${SIZE}px ${FONT}`;
    pen.globalAlpha = isDim() && !front ? 0.28 : 1;
    for (const one of names.filter((one) => one.front === front)) {
      const [x, y] = [xOf(one.i) + one.x, yOf(one.i) + one.y];
      pen.strokeText(one.name, x, y);
      pen.fillText(one.name, x, y);
    }
  }
  pen.globalAlpha = 1;
  return names.length;
}
