// The text of the report: findings by question, methods, sources.
function showText() {
  const t = told();
  byId("title").textContent = t.title;
  byId("subtitle").textContent = t.subtitle;
  byId("provenance").textContent = t.provenance;
  document.title = t.title;
  showFindings(t.findings);
  fill(byId("methods-list"), t.methods.map((paragraph) => make("p", {}, paragraph)));
  fill(byId("sources-list"), DATA.sources.map(sourceEntry));
}

function showFindings(findings) {
  const groups = [];
  for (const finding of findings) {
    const last = groups[groups.length - 1];
    if (last && last[0].question === finding.question) last.push(finding); else groups.push([finding]);
  }
  const told_ = (finding) => make("li", { id: `finding-${finding.id}` }, make("p", {}, finding.statement, " ",
    finding.fragile === true ? make("span", { class: "tag", title: words().fragileAbout }, words().fragile) : null, " ", cited(finding.sources)));
  fill(byId("findings-list"), groups.map((group, i) => make("div", { class: i === 0 ? "group first" : "group" },
    make("h3", {}, group[0].question), make("ul", { class: "findings" }, group.map(told_)))));
}

/** A link where a locator is an address; anything else stays as it is. */
function addressOf(locator) {
  const bare = (locator || "").replace(/^https?:\/\//, "");
  const doi = bare.match(/^(?:doi:? ?)?(10\.\d{4,9}\/\S+)$/i);
  if (!doi && !/^[a-z0-9-]+(\.[a-z0-9-]+)+\/\S+$/i.test(bare)) return locator;
  return make("a", { href: `https://${doi ? `doi.org/${doi[1]}` : bare}`, rel: "noopener noreferrer" }, locator);
}

function sourceEntry(source, i) {
  const about = [source.publisher, source.year, addressOf(source.locator), source.general ? words().general : null].filter((part) => part);
  return make("li", { id: `source-${i + 1}`, tabindex: "-1" }, make("span", { class: "source-title" }, source.title || source.locator || source.id),
    about.length > 0 ? make("span", { class: "small" }, about.flatMap((part, at) => [at > 0 ? ", " : " ", typeof part === "number" ? String(part) : part])) : null,
    source.note ? make("span", { class: "small" }, ` – ${source.note}`) : null);
}
