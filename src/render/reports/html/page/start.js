// Puts everything in its place, and again in the other language when asked to.
function speak(tongue) {
  const held = hold();
  state.tongue = tongue;
  const language = DATA.languages[tongue];
  document.documentElement.lang = language;
  const w = words();
  for (const element of document.querySelectorAll("[data-w]")) element.textContent = w[element.dataset.w];
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", w[element.dataset.label]);
  for (const element of document.querySelectorAll("[data-hint]")) element.placeholder = w[element.dataset.hint];
  fill(byId("tongues"), DATA.languages.map((code, i) =>
    make("button", { type: "button", lang: code, "aria-pressed": String(i === tongue), onclick: () => { speak(i); byId("tongues").children[i].focus(); } }, WORDS[code].own)));
  diagram.setAttribute("aria-label", `${w.network}: ${told().title}`);
  byId("key").textContent = DATA.mandate === null ? w.keyDegree : `${w.key} (${say(DATA.mandate)})`;
  byId("found").textContent = state.query.trim() === "" ? "" : w.found(state.hits.length);
  showText();
  showFilters();
  filtered();
  showCharts();
  showTabs();
  showTable();
  held();
}

/** Remembers which charts' tables are open and where one reads, and what puts them back. */
function hold() {
  const open_ = [...document.querySelectorAll(".chart details[open]")].map((one) => one.closest(".chart").id);
  const reading = [...document.querySelectorAll("main .title, main section[id]")].filter((one) => one.getBoundingClientRect().top <= window.innerHeight / 3).pop();
  const before = reading ? reading.getBoundingClientRect().top : 0;
  return () => {
    for (const id of open_) byId(id).querySelector("details").open = true;
    if (reading && window.scrollY > 0) window.scrollBy({ top: reading.getBoundingClientRect().top - before, behavior: "instant" });
  };
}

/** On paper the drawing is whole, as wide as the page and fine enough for a printer, however large the window is. */
function beforePrint() {
  printTables();
  [view.width, view.height] = [960, 960 * DATA.frame[1] / DATA.frame[0]];
  sharpen(2.5);
  view.fit = 0.97 * view.width / DATA.frame[0];
  fitDiagram();
  redrawAll();
  paint();
}

function afterPrint() {
  byId("printed").replaceChildren();
  measureDiagram(true);
}

listenToDiagram();
listenToFilters();
listenToTabs();
// On a phone the drawing comes first; filters wait until they are asked for.
if (window.matchMedia("(max-width: 760px)").matches) for (const one of document.querySelectorAll("details.filter")) one.open = false;
speak(0);
measureDiagram(true);
redrawAll();
paint();
window.addEventListener("beforeprint", beforePrint);
window.addEventListener("afterprint", afterPrint);
document.documentElement.dataset.ready = "yes";
