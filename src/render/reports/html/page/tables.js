// Tables to sort, filter and take along. A page of rows is in the document at a time, so that long tables stay quick.
const PAGE = 50;
const PRINTED = 40;
/** Ties are one line each, so that there is room for those of a whole network. */
const PRINTED_TIES = 600;
const views = new Map();
/** Findings stand at the top of the page already. */
let open = Math.max(0, DATA.sheets.findIndex((sheet) => sheet.id !== "findings"));

/** Columns that only a machine, or a reader at a screen, needs. */
const ASIDE = new Set(["id", "from", "to", "actors", "sources", "note", "why", "examples"]);
const viewOf = (sheet) => {
  if (!views.has(sheet.id)) views.set(sheet.id, { by: null, down: false, filter: "", page: 0 });
  return views.get(sheet.id);
};
const shownCell = (cell) => cell === null ? "" : Array.isArray(cell) ? cell[1] : say(cell);

function showTabs() {
  const tab = (sheet, i) => make("button", { type: "button", role: "tab", id: `tab-${sheet.id}`, "aria-controls": "table", "aria-selected": String(i === open), tabindex: i === open ? "0" : "-1",
    onclick: () => { open = i; showTabs(); showTable(); byId(`tab-${sheet.id}`).focus(); } }, say(sheet.title), " ", make("span", { class: "count" }, whole(sheet.rows.length)));
  fill(byId("tabs"), DATA.sheets.map(tab));
}

function listenToTabs() {
  byId("tabs").addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const to = step ? (open + step + DATA.sheets.length) % DATA.sheets.length : event.key === "Home" ? 0 : event.key === "End" ? DATA.sheets.length - 1 : null;
    if (to === null) return;
    event.preventDefault();
    byId(`tab-${DATA.sheets[to].id}`).click();
  });
}

/** The rows that the filter leaves, sorted: numbers by value, words as the language sorts them, empty cells last. */
function rowsOf(sheet) {
  const asked = viewOf(sheet);
  const wanted = asked.filter.trim().toLowerCase();
  let rows_ = wanted === "" ? [...sheet.rows] : sheet.rows.filter((cells) => cells.some((cell) => shownCell(cell).toLowerCase().includes(wanted)));
  if (asked.by !== null) {
    const order = new Intl.Collator(DATA.languages[state.tongue], { numeric: true });
    const key = (cells) => { const cell = cells[asked.by]; return Array.isArray(cell) ? cell[0] : cell === null ? null : say(cell); };
    const compare = (a, b) => typeof a === "number" && typeof b === "number" ? a - b : typeof a === "number" ? -1 : typeof b === "number" ? 1 : order.compare(a, b);
    rows_ = rows_.map((cells, i) => [key(cells), i, cells]).sort(([a, i], [b, j]) =>
      a === null || b === null ? (a === null ? 1 : 0) - (b === null ? 1 : 0) || i - j : (asked.down ? -1 : 1) * compare(a, b) || i - j).map(([, , cells]) => cells);
  }
  return rows_;
}

function showTable() {
  const sheet = DATA.sheets[open];
  const asked = viewOf(sheet);
  const w = words();
  const body = make("tbody");
  const status = make("span", { role: "status", "aria-live": "polite", class: "small", id: "rows" });
  const page = make("span", { class: "small" });
  const [previous, next] = [-1, 1].map((step) => make("button", { type: "button", onclick: () => { asked.page += step; list_(); } }, step < 0 ? w.previous : w.next));
  const pager = make("div", { class: "pager" }, previous, page, next);
  const list_ = () => {
    const rows_ = rowsOf(sheet);
    const pages = Math.max(1, Math.ceil(rows_.length / PAGE));
    asked.page = Math.min(pages - 1, Math.max(0, asked.page));
    fill(body, rows_.slice(asked.page * PAGE, (asked.page + 1) * PAGE).map((cells) => rowOf(sheet, cells)));
    status.textContent = w.rows(rows_.length, sheet.rows.length);
    page.textContent = w.page(asked.page + 1, pages);
    pager.hidden = pages === 1;
    [previous.disabled, next.disabled] = [asked.page === 0, asked.page === pages - 1];
  };
  const filter = make("input", { type: "search", "aria-label": w.filterRows, placeholder: w.filterRows, id: "row-filter",
    oninput: later(() => { asked.filter = filter.value; asked.page = 0; list_(); }, 120) });
  filter.value = asked.filter;
  const heads = headsOf(sheet, (column) => {
    asked.down = asked.by === column ? !asked.down : sheet.columns[column].numeric;
    [asked.by, asked.page] = [column, 0];
    mark();
    list_();
  });
  const mark = () => heads.forEach((head, i) => {
    if (i === asked.by) head.setAttribute("aria-sort", asked.down ? "descending" : "ascending"); else head.removeAttribute("aria-sort");
  });
  mark();
  list_();
  byId("table").setAttribute("aria-labelledby", `tab-${sheet.id}`);
  fill(byId("table"), make("p", { class: "about" }, say(sheet.about)),
    make("div", { class: "tools" }, filter, status, make("button", { type: "button", onclick: () => saveCsv(sheet) }, w.csv)),
    make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": say(sheet.title) },
      make("table", { class: "sheet", "data-sheet": sheet.id }, make("caption", { class: "hidden" }, say(sheet.title)), make("thead", {}, make("tr", {}, heads)), body)),
    pager, columnsTold(sheet));
}

/** What the columns mean, for those whose heads do not say it all. */
function columnsTold(sheet) {
  const told_ = sheet.columns.filter((column) => say(column.about) !== "");
  if (told_.length === 0) return null;
  return make("details", { class: "meanings" }, make("summary", {}, words().columns),
    make("dl", {}, told_.flatMap((column) => [make("dt", {}, say(column.name)), make("dd", {}, say(column.about))])));
}

function headsOf(sheet, sort) {
  return sheet.columns.map((column, i) => {
    const name = say(column.name);
    const inner = sort ? make("button", { type: "button", title: say(column.about) || null, onclick: () => sort(i) }, name) : name;
    return make("th", { scope: "col", class: classOf(column), "data-column": column.id }, inner);
  });
}

const classOf = (column) => [column.numeric ? "number" : "", ASIDE.has(column.id) ? "aside" : "", column.id].filter((one) => one).join(" ");

function rowOf(sheet, cells) {
  return make("tr", {}, cells.map((cell, i) => {
    const column = sheet.columns[i];
    const whole_ = shownCell(cell);
    const long = whole_.length > 60 ? " long" : "";
    // What would make rows higher than a screen is opened when asked for.
    const content = ASIDE.has(column.id) && whole_.length > 140
      ? make("details", {}, make("summary", {}, `${whole_.slice(0, 70)}…`), whole_) : whole_;
    return make(i === 0 ? "th" : "td", { class: (Array.isArray(cell) ? "number " : "") + classOf(column) + long, scope: i === 0 ? "row" : null }, content);
  }));
}

/** What a spreadsheet would take for a formula is kept as text. */
function quoted(cell) {
  const content = Array.isArray(cell) ? String(cell[0]) : shownCell(cell);
  const safe = !Array.isArray(cell) && /^[=+\-@\t\r]/.test(content) ? `'${content}` : content;
  return /[",\n\r]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

function saveCsv(sheet) {
  const lines_ = [sheet.columns.map((column) => quoted(column.name)), ...rowsOf(sheet).map((cells) => cells.map(quoted))];
  // The mark at the beginning tells Excel that this is Unicode.
  const blob = new Blob(["\ufeff", lines_.map((cells) => cells.join(",")).join("\r\n"), "\r\n"], { type: "text/csv;charset=utf-8" });
  const link = make("a", { href: URL.createObjectURL(blob), download: `${sheet.id}.csv` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** On paper all tables follow each other, the long ones cut. Findings and sources are printed as text already. */
function printTables() {
  const printed = DATA.sheets.filter((sheet) => !["findings", "sources"].includes(sheet.id) && sheet.rows.length > 0);
  fill(byId("printed"), printed.map((sheet) => {
    if (sheet.id === "ties") return printedTies(sheet);
    const rows_ = sheet.rows.slice(0, PRINTED);
    const kept = sheet.columns.map((column, i) => !ASIDE.has(column.id) && rows_.some((cells) => cells[i] !== null));
    const slim = { columns: sheet.columns.filter((_, i) => kept[i]), rows: rows_.map((cells) => cells.filter((_, i) => kept[i])) };
    return make("section", {}, make("h3", {}, say(sheet.title)), make("p", { class: "about" }, say(sheet.about)),
      make("table", { class: "sheet" }, make("thead", {}, make("tr", {}, headsOf(slim, null))), make("tbody", {}, slim.rows.map((cells) => rowOf(slim, cells)))),
      sheet.rows.length > PRINTED ? make("p", { class: "small" }, words().cut(PRINTED, sheet.rows.length)) : null);
  }));
}

/** Ties in few columns, with the numbers of their sources: who with whom, what, since when, and where that is written. */
function printedTies(sheet) {
  const w = words();
  const head = (id) => say(sheet.columns.find((column) => column.id === id).name);
  const heads = [head("from_name"), head("to_name"), head("kind"), head("stage"), w.year, w.source];
  const line = (tie) => make("tr", {}, [
    nameOf(tie.from), nameOf(tie.to), say(DATA.tieKinds[tie.kind].label), tie.stage ? w.stage[tie.stage] : "",
    span(tie.since, tie.until, w.undatedYear),
    tie.assumed ? w.assumed : cited(tie.sources, ""),
  ].map((cell) => make("td", {}, cell)));
  const known = DATA.ties.filter((tie) => tie.from !== null && tie.to !== null);
  // The latest first, as those are what a reader acts on.
  const latest = known.map((tie, i) => [tie, i]).sort(([a, i], [b, j]) => (b.first || 0) - (a.first || 0) || i - j).map(([tie]) => tie);
  return make("section", {}, make("h3", {}, say(sheet.title)), make("p", { class: "about" }, w.printedTies),
    make("table", { class: "sheet", "data-printed": "ties" }, make("thead", {}, make("tr", {}, heads.map((one) => make("th", { scope: "col" }, one)))), make("tbody", {}, latest.slice(0, PRINTED_TIES).map(line))),
    latest.length > PRINTED_TIES ? make("p", { class: "small" }, w.cut(PRINTED_TIES, latest.length)) : null);
}
