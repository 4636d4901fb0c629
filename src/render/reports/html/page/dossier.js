// Beside the drawing: the list of actors, or the dossier of the one that is chosen.
function pick(i, move) {
  state.picked = i;
  state.route = null;
  light();
  if (i !== null && move && selection.kept[i]) centre(i, view.fit * 1.3);
  showSide();
  if (i !== null) {
    byId("side-h").focus({ preventScroll: true });
    const side = document.querySelector(".side");
    if (window.matchMedia("(max-width: 1000px)").matches) side.scrollIntoView({ block: "start" }); else side.scrollTop = 0;
  }
}

function showSide() {
  if (state.picked === null) showList(); else showDossier(state.picked);
}

/** All actors, or those found: how the drawing is reached without a mouse. */
function showList() {
  byId("side-h").textContent = words().actors;
  const all = state.query.trim() === "" ? byWeight : state.hits;
  const entry = (i) => make("li", {}, actorButton(i), " ",
    make("span", { class: "small" }, say(DATA.kinds[DATA.actors[i].kind].label), selection.kept[i] ? "" : ` · ${words().hidden}`));
  const rest = all.length - state.listed;
  fill(byId("side"),
    make("ul", { class: "actors" }, all.slice(0, state.listed).map(entry)),
    rest > 0 ? make("button", { type: "button", onclick: () => { state.listed += 200; showList(); } }, words().more(Math.min(200, rest))) : null);
}

const row = (name, ...value) => value.flat().filter((part) => part !== "" && part !== null && part !== undefined).length === 0
  ? null : [make("dt", {}, name), make("dd", {}, ...value)];
const list = (actors) => actors.flatMap((i, at) => [at > 0 ? ", " : "", actorButton(i)]);

function showDossier(i) {
  const actor = DATA.actors[i];
  const w = words();
  byId("side-h").textContent = nameOf(i);
  const other = typeof actor.name === "object" ? (state.tongue === 0 ? actor.name.b : actor.name.a) : "";
  const otherTongue = DATA.languages[1 - state.tongue];
  fill(byId("side"),
    other === "" ? null : make("p", { class: "other", lang: otherTongue }, other),
    make("div", { class: "buttons" },
      make("button", { type: "button", onclick: () => { const was = state.picked; pick(null, false); const back = byId("side").querySelector("button"); if (back && was !== null) back.focus({ preventScroll: true }); } }, w.back),
      make("button", { type: "button", onclick: () => centre(i, view.fit * 2.2), disabled: !selection.kept[i] }, w.locate)),
    make("dl", {},
      row(w.kind, say(DATA.kinds[actor.kind].label)),
      row(w.country, countryOf(actor.country)),
      row(w.layer, actor.layer ? w.layers[actor.layer] : ""),
      row(w.years, actor.since || actor.until ? `${actor.since || ""}–${actor.until || ""}` : ""),
      row(w.heir, actor.heir === null || actor.heir === undefined ? "" : actorButton(actor.heir)),
      row(w.note, actor.note),
      row(w.source, cited(actor.sources, ""))),
    DATA.mandate === null ? null : part(w.leverage, leverageOf(actor)),
    actor.ladder ? part(w.rung, ladderOf(actor.ladder)) : null,
    actor.gate ? part(w.gate, make("dl", {},
      row(w.reach, actor.gate.reach),
      row(w.keepers, actor.gate.keepers.flatMap(([keeper, share], at) => [at > 0 ? ", " : "", actorButton(keeper), ` ${share}`])),
      row(w.mustPass, list(actor.gate.mustPass)))) : null,
    DATA.routes.length === 0 ? null : part(w.routes, routesOf(i)),
    part(`${w.ties} (${whole(tiesOf[i].length)})`, tiesListed(i)));
}

const part = (heading, ...content) => make("section", {}, make("h4", {}, heading), ...content);

function leverageOf(actor) {
  const [one, w] = [actor.leverage, words()];
  if (!one) return make("p", {}, w.noLeverage);
  const [points_, low, high] = one.points.map(points);
  return [make("dl", {},
    row(w.rank, one.rank === null ? w.unranked : String(one.rank), one.ranks ? make("span", { class: "small" }, ` (${w.ranks(...one.ranks)})`) : null),
    row(w.share, one.share),
    row(w.points, points_, make("span", { class: "small" }, ` (${w.interval(low, high)})`)),
    one.range ? row("", make("span", { class: "small" }, w.range(...one.range.map(points)))) : null),
  one.fragile === null ? null : make("p", { class: one.fragile ? "warn" : "small" }, one.fragile ? w.fragileYes : w.fragileNo)].flat();
}

function ladderOf(ladder) {
  const w = words();
  if (ladder.rung === null) return make("p", {}, w.noRung);
  const rung = (one) => make("li", {}, make("strong", {}, w.stage[one.stage]), ` ${one.year === null ? w.undatedYear : one.year} `,
    one.holders.length > 0 ? make("span", {}, "– ", list(one.holders), " ") : null, cited(one.sources));
  return make("div", {}, make("p", {}, `${w.highest}: `, make("strong", {}, w.stage[ladder.rung])), make("ol", { class: "rungs" }, ladder.rungs.map(rung)));
}

function routesOf(i) {
  const w = words();
  const through = DATA.routes.map((route, at) => at).filter((at) => DATA.routes[at].actors.includes(i));
  if (through.length === 0) return make("p", {}, w.noRoutes);
  const show = (at) => () => { state.route = at; light(); };
  const line = (at) => make("li", {},
    DATA.routes[at].actors.flatMap((actor, n) => [n > 0 ? " → " : "", actor === i ? make("strong", {}, nameOf(actor)) : actorButton(actor)]),
    ` ${DATA.routes[at].probability} `, make("button", { type: "button", class: "small", onclick: show(at), "aria-label": w.showRoute, title: w.showRoute }, w.show));
  return folded(through, line, 5, "ol");
}

function tiesListed(i) {
  const w = words();
  if (tiesOf[i].length === 0) return make("p", {}, w.noTies);
  const line = (at) => {
    const tie = DATA.ties[at];
    const [other, out] = tie.from === i ? [tie.to, true] : [tie.from, false];
    const when = span(tie.since, tie.until, w.undatedYear);
    const about = [tie.mutual ? w.both : out ? "→" : "←", when, tie.stage ? w.stage[tie.stage] : null, tie.assumed ? w.assumed : null];
    return make("li", {}, make("div", {}, say(DATA.tieKinds[tie.kind].label), " · ", actorButton(other)),
      make("div", { class: "small" }, about.filter((one) => one).join(" · "), " ", cited(tie.sources)),
      tie.evidence ? make("div", { class: "evidence" }, tie.evidence) : null, tie.note ? make("div", { class: "small" }, tie.note) : null);
  };
  const recent = [...tiesOf[i]].sort((a, b) => (DATA.ties[b].first || 0) - (DATA.ties[a].first || 0) || a - b);
  return folded(recent, line, 12, "ul");
}

/** The first of many, and the rest when asked for. */
function folded(items, line, most, tag) {
  const whole_ = make(tag, { class: "entries" }, items.slice(0, most).map(line));
  if (items.length <= most) return whole_;
  let shown = most;
  const more = make("button", { type: "button", onclick: () => {
    whole_.append(...items.slice(shown, shown + 60).map(line));
    shown += 60;
    if (shown >= items.length) more.remove(); else more.textContent = words().more(Math.min(60, items.length - shown));
  } }, words().more(Math.min(60, items.length - most)));
  return make("div", {}, whole_, more);
}
