// The content, the state of the page, and how elements are made: always from text, never from markup.
const DATA = JSON.parse(document.getElementById("content").textContent);
const SVG = "http://www.w3.org/2000/svg";
const state = {
  tongue: 0, year: null, ever: false, undated: true,
  kinds: new Set(), stages: new Set(), tieKinds: new Set(), // what is filtered out
  picked: null, route: null, query: "", hits: [], listed: 40,
};
const years = (() => {
  let [first, last] = [Infinity, -Infinity];
  for (const tie of DATA.ties) {
    for (const year of [tie.first, tie.last]) {
      if (year !== null) { first = Math.min(first, year); last = Math.max(last, year); }
    }
  }
  if (DATA.asOf !== null) { first = Math.min(first, DATA.asOf); last = DATA.asOf; }
  return first <= last ? [first, last] : null;
})();
const sourceAt = new Map(DATA.sources.map((source, i) => [source.id, i]));
const tiesOf = DATA.actors.map(() => []);
DATA.ties.forEach((tie, i) => {
  if (tie.from === null || tie.to === null) return;
  tiesOf[tie.from].push(i);
  if (tie.to !== tie.from) tiesOf[tie.to].push(i);
});

const byId = (id) => document.getElementById(id);
const words = () => WORDS[DATA.languages[state.tongue]];
const told = () => DATA.told[state.tongue];
/** A word that may differ between the languages. */
const say = (word) => word === null || word === undefined ? "" : typeof word === "object" ? (state.tongue === 0 ? word.a : word.b) : word;
const nameOf = (i) => say(DATA.actors[i].name);
/** From when to when, or `none` where nobody knows. */
const span = (since, until, none) => !since && !until ? none : !until ? since : since === until ? until : `${since || ""}–${until}`;
/** The name of a country, or its code where the browser knows none. */
function countryOf(code) {
  if (!code) return "";
  try { return new Intl.DisplayNames([DATA.languages[state.tongue]], { type: "region" }).of(code); } catch { return code; }
}
function whole(number) { return String(number).replace(/\B(?=(\d{3})+$)/g, ","); }
const points = (share) => (share * 100).toFixed(2);

/** An element with attributes, listeners (`onclick`) and children; strings become text. */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "class") element.className = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}
function draw(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes || {})) if (value !== null && value !== undefined) element.setAttribute(key, value);
  element.append(...children);
  return element;
}
const fill = (element, ...children) => element.replaceChildren(...children.flat().filter((child) => child !== null && child !== ""));

/** Documents as links into the list of sources. */
function cited(ids, word = words().source) {
  if (!ids || ids.length === 0) return null;
  const links = ids.map((id, i) => {
    const at = sourceAt.get(id);
    const title = at === undefined ? id : DATA.sources[at].title || DATA.sources[at].locator || id;
    const mark = at === undefined ? make("span", { title: words().unknownSource }, id) : make("a", { href: `#source-${at + 1}`, title }, String(at + 1));
    return [i > 0 ? ", " : "", mark];
  });
  return make("span", { class: "cited" }, word === "" ? "" : `${word} `, "[", links.flat(), "]");
}

/** A button that opens an actor's dossier. */
function actorButton(i, attributes) {
  return make("button", { type: "button", class: "link", onclick: () => pick(i, true), ...attributes }, nameOf(i));
}

/** Runs `task` once things have been quiet for a while. */
function later(task, wait) {
  let timer = null;
  return (...given) => { clearTimeout(timer); timer = setTimeout(() => task(...given), wait); };
}
