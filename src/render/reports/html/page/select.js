// Which actors and ties a year and the filters leave, as the program itself selects them.
const yearOf = (date) => date === null ? null : parseInt(date, 10);

/** Who stands for an actor in a year: itself, its successor once it has ended, or nobody. */
function standIn(actor, year) {
  for (let step = 0; step < DATA.actors.length && actor !== null && actor !== undefined; step++) {
    const { since, until, heir } = DATA.actors[actor];
    if (since !== null && yearOf(since) > year) return null;
    if (until === null || yearOf(until) >= year) return actor;
    actor = heir;
  }
  return null;
}

/** Whether a tie holds in a year; `null` if nobody knows. */
function holds(tie, year) {
  if (tie.last !== null && tie.last < year || tie.first !== null && tie.first > year) return false;
  if (tie.first === null && (tie.doubtful || DATA.asOf !== null && year < DATA.asOf)) return null;
  return true;
}

/** The actors and ties that are shown. Ties of ended bodies go to their successors, unless these have the same themselves. */
function selected() {
  const year = state.ever ? null : state.year;
  const stand = DATA.actors.map((_, i) => year === null ? i : standIn(i, year));
  const kept = DATA.actors.map((actor, i) => stand[i] === i && !state.kinds.has(actor.kind));
  const own = [], inherited = [];
  DATA.ties.forEach((tie, i) => {
    if (tie.from === null || tie.to === null) return;
    const [from, to] = [stand[tie.from], stand[tie.to]];
    if (from === null || to === null || from === to || state.stages.has(tie.stage || "") || state.tieKinds.has(tie.kind)) return;
    const life = year === null ? true : holds(tie, year);
    if (life === false || life === null && !state.undated) return;
    if (year === null && !state.undated && tie.first === null) return;
    (from === tie.from && to === tie.to ? own : inherited).push({ tie: i, from, to });
  });
  const relation = ({ tie, from, to }) => `${from} ${to} ${DATA.ties[tie].kind}`;
  const known = new Set(own.map(relation));
  for (const one of inherited) {
    if (!known.has(relation(one))) { known.add(relation(one)); own.push(one); }
  }
  const ties = own.filter(({ from, to }) => kept[from] && kept[to]);
  const joined = new Uint8Array(DATA.actors.length);
  for (const { from, to } of ties) joined[from] = joined[to] = 1;
  return { kept, ties, joined };
}
