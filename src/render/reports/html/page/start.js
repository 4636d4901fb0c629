// Puts everything in its place, and again in the other language when asked to.
function speak(tongue) {
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
}

function beforePrint() {
  printTables();
  fitDiagram();
  paint();
}

openDiagram();
listenToDiagram();
listenToFilters();
listenToTabs();
// On a phone the drawing comes first; filters wait until they are asked for.
if (window.matchMedia("(max-width: 760px)").matches) for (const one of document.querySelectorAll("details.filter")) one.open = false;
speak(0);
measureDiagram(true);
paint();
window.addEventListener("beforeprint", beforePrint);
window.addEventListener("afterprint", () => byId("printed").replaceChildren());
document.documentElement.dataset.ready = "yes";
