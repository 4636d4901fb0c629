// Search in either language, and the filters.
const FIRST = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
/** Letters that count in a search: case, spaces and marks do not. */
const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f\s·.,()'’-]/g, "").normalize("NFC").toLowerCase();
/** The first consonants of Hangul syllables, as ㅅㅇ for 서울. */
const initials = (text) => [...text].map((letter) => {
  const code = letter.charCodeAt(0) - 0xac00;
  return code >= 0 && code < 11172 ? FIRST[Math.floor(code / 588)] : letter;
}).join("");
const spelled = DATA.actors.map((actor) => {
  const names = typeof actor.name === "object" ? [actor.name.a, actor.name.b] : [actor.name];
  return [...names, actor.id].map(plain);
});

/** Actors with such a name; those that begin with it first, then the weightiest. */
function matches(query) {
  const wanted = plain(query);
  if (wanted === "") return [];
  const bare = /^[ㄱ-ㅎ]+$/.test(wanted);
  const rank = (i) => Math.min(...spelled[i].map((name) => {
    const found = (bare ? initials(name) : name).indexOf(wanted);
    return found < 0 ? 9 : name === wanted ? 0 : found === 0 ? 1 : 2;
  }));
  const ranks = new Map(byWeight.map((i) => [i, rank(i)]).filter(([, value]) => value < 9));
  return [...ranks.keys()].sort((a, b) => ranks.get(a) - ranks.get(b));
}

function find(query) {
  state.query = query;
  state.hits = matches(query);
  state.listed = 40;
  byId("found").textContent = query.trim() === "" ? "" : words().found(state.hits.length);
  byId("found").dataset.count = state.hits.length;
  byId("found").dataset.query = query;
  state.picked = state.route = null;
  light();
  const first = state.hits.find((i) => selection.kept[i]);
  if (first !== undefined) centre(first, view.fit * 1.6); else if (query.trim() === "") fitDiagram();
  showSide();
}

function listenToFilters() {
  const quick = later((query) => find(query), 120);
  byId("query").addEventListener("input", (event) => quick(event.target.value));
  byId("search").addEventListener("submit", (event) => {
    event.preventDefault();
    find(byId("query").value);
    if (state.hits.length > 0) pick(state.hits[0], true);
  });
  const slider = byId("year");
  if (years === null) slider.closest("fieldset").hidden = true;
  else {
    [slider.min, slider.max] = years;
    slider.addEventListener("input", () => { state.year = Number(slider.value); state.ever = false; filtered(); });
  }
  byId("ever").addEventListener("change", (event) => { state.ever = event.target.checked; filtered(); });
  byId("undated").addEventListener("change", (event) => { state.undated = event.target.checked; filtered(); });
  byId("reset").addEventListener("click", () => { resetFilters(); filtered(); fitDiagram(); });
  resetFilters();
}

function resetFilters() {
  state.year = years === null ? null : years[1];
  state.ever = years === null || DATA.asOf === null;
  state.undated = true;
  for (const off of [state.kinds, state.stages, state.tieKinds]) off.clear();
}

/** Shows the state of the filters, and what they leave. */
function filtered() {
  const text = state.ever ? words().everyYear : String(state.year);
  byId("year").value = state.year;
  byId("year").setAttribute("aria-valuetext", text);
  byId("year-out").textContent = text;
  byId("ever").checked = state.ever;
  byId("undated").checked = state.undated;
  for (const box of document.querySelectorAll("input[data-filter]")) box.checked = !state[box.dataset.filter].has(box.filterKey);
  reselect();
  showSide();
}

function checkbox(filter, key, label, count, sample) {
  const box = make("input", { type: "checkbox", "data-filter": filter, "data-key": key, onchange: () => {
    if (box.checked) state[filter].delete(key); else state[filter].add(key);
    filtered();
  } });
  box.filterKey = key;
  box.checked = !state[filter].has(key);
  return make("label", { class: "check" }, box, sample, make("span", {}, label), make("span", { class: "count" }, whole(count)));
}

/** The form of a kind as a path. */
function outline({ corners }, r) {
  if (corners.length === 0) return `M${-r} 0A${r} ${r} 0 1 1 ${r} 0A${r} ${r} 0 1 1 ${-r} 0Z`;
  return `M${corners.map(([x, y]) => `${(x * r).toFixed(2)} ${(y * r).toFixed(2)}`).join("L")}Z`;
}

function sampleOf(kind) {
  const path = draw("path", { d: outline(kind, 5), class: kind.hollow ? "hollow" : "" });
  path.style[kind.hollow ? "stroke" : "fill"] = kind.color;
  return draw("svg", { viewBox: "-8 -8 16 16", width: 16, height: 16, class: "sample", "aria-hidden": "true" }, path);
}

/** The filters double as the legend of the drawing. */
function showFilters() {
  const count = (items, of) => items.reduce((counts, item) => counts.set(of(item), (counts.get(of(item)) || 0) + 1), new Map());
  const actors = count(DATA.actors, (actor) => actor.kind);
  const stages = count(DATA.ties, (tie) => tie.stage || "");
  const kinds = count(DATA.ties, (tie) => tie.kind);
  fill(byId("legend"), DATA.kinds.map((kind) => make("span", {}, sampleOf(kind), " ", say(kind.label))));
  fill(byId("kinds"), DATA.kinds.map((kind, i) => checkbox("kinds", i, say(kind.label), actors.get(i) || 0, sampleOf(kind))));
  fill(byId("stages"), STAGES.filter((stage) => stages.has(stage)).map((stage) => checkbox("stages", stage, words().stage[stage], stages.get(stage))));
  fill(byId("tie-kinds"), DATA.tieKinds.map((kind, i) => checkbox("tieKinds", i, say(kind.label), kinds.get(i) || 0)));
}
