// Charts as drawings, each with the same numbers as a table below it.
const COLORS = [1, 2, 3, 4, 5, 6].map((n) => getComputedStyle(document.documentElement).getPropertyValue(`--s${n}`).trim());
const DASHES = [null, "6 3", "2 3", "8 3 2 3", "12 4", "4 4"];
/** Drawn narrower for a phone, so that letters stay legible. */
const WIDE = window.matchMedia("(max-width: 760px)").matches ? 400 : 640;

function showCharts() {
  fill(byId("charts-list"), DATA.charts[state.tongue].map((chart) => {
    const drawn = { bars, lines, ranges }[chart.form](chart);
    return make("figure", { class: "chart", id: `chart-${chart.id}` }, make("h3", {}, chart.title), make("p", { class: "about" }, chart.about), legendOf(chart), drawn,
      make("details", {}, make("summary", {}, words().asTable), chartTable(chart)));
  }));
  byId("charts").hidden = DATA.charts[state.tongue].length === 0;
}

const shown = (chart, value) => {
  if (chart.shares) return `${value === 0 ? 0 : (value * 100).toFixed(value < 0.1 ? 1 : 0)}%`;
  return Number.isInteger(value) ? whole(value) : value.toFixed(2);
};

function legendOf(chart) {
  if (chart.series.length < 2) return null;
  const sample = (i) => chart.form === "lines"
    ? draw("svg", { width: 30, height: 10, viewBox: "0 0 30 10", "aria-hidden": "true" }, draw("path", { d: "M0 5H30", stroke: COLORS[i % 6], "stroke-width": 2.5, "stroke-dasharray": DASHES[i % 6] }))
    : draw("svg", { width: 14, height: 12, viewBox: "0 0 14 12", "aria-hidden": "true" }, draw("rect", { width: 14, height: 12, fill: COLORS[i % 6] }));
  return make("p", { class: "legend" }, chart.series.map((series, i) => make("span", {}, sample(i), " ", series.name)));
}

function text(x, y, content, anchor, kind) {
  const element = draw("text", { x: x.toFixed(1), y: y.toFixed(1), "text-anchor": anchor || "start", class: kind });
  element.textContent = content;
  return element;
}

/** How the steps of an axis are written: all with as many decimals as any of them needs. */
function stepNames(chart, steps) {
  const scaled = steps.map((step) => chart.shares ? step * 100 : step);
  const decimals = [0, 1, 2, 3].find((n) => scaled.every((step) => Math.abs(step - Number(step.toFixed(n))) < 10 ** -n * 0.02)) ?? 1;
  return scaled.map((step) => `${decimals === 0 ? whole(Math.round(step)) : step.toFixed(decimals)}${chart.shares ? "%" : ""}`);
}

function frame(chart, height) {
  return draw("svg", { viewBox: `0 0 ${WIDE} ${height}`, role: "img", "aria-label": `${chart.title}. ${chart.about}`, class: "plot" });
}

/** Round steps that cover 0 to `top`. */
function ticks(top, whole_) {
  if (!(top > 0)) return [0, 1];
  const raw = top / 5;
  const unit = 10 ** Math.floor(Math.log10(raw));
  let step = [1, 2, 2.5, 5, 10].map((n) => n * unit).find((n) => n >= raw * 0.999);
  if (whole_) step = Math.max(1, Math.ceil(step));
  const steps = [];
  for (let i = 0; i * step < top + step * 0.999; i++) steps.push(i * step);
  return steps;
}

/** Room that labels at the left take. */
const roomFor = (labels) => Math.min(WIDE * 0.4, 14 + Math.max(0, ...labels.map((label) => widthOf(label) * 1.08)));

/** A label in lines of a given width. */
function wrapped(label, width) {
  const lines = [""];
  for (const word of label.split(" ")) {
    const longer = lines[lines.length - 1] === "" ? word : `${lines[lines.length - 1]} ${word}`;
    if (widthOf(longer) * 1.08 > width && lines[lines.length - 1] !== "") lines.push(word); else lines[lines.length - 1] = longer;
  }
  return lines;
}

function rows(chart, svgOf, room) {
  const labels = chart.labels.map((label) => wrapped(label, room - 14));
  const heights = labels.map((lines) => Math.max(30, lines.length * 15 + 10));
  const tops = heights.map((_, i) => heights.slice(0, i).reduce((a, b) => a + b, 6));
  const bottom = heights.reduce((a, b) => a + b, 6);
  const svg = svgOf(bottom + 40);
  labels.forEach((lines, i) => lines.forEach((line, n) =>
    svg.append(text(room - 8, tops[i] + heights[i] / 2 + 4 + (n - (lines.length - 1) / 2) * 15, line, "end"))));
  return { svg, tops, heights, bottom };
}

function bars(chart) {
  const room = roomFor(chart.labels);
  const totals = chart.labels.map((_, i) => chart.series.reduce((sum, series) => sum + series.points[i][0], 0));
  const steps = ticks(Math.max(...totals), !chart.shares);
  const { svg, tops, heights, bottom } = rows(chart, (height) => frame(chart, height), room);
  const x = (value) => room + value / steps[steps.length - 1] * (WIDE - room - 50);
  grid(chart, svg, steps, x, bottom);
  chart.labels.forEach((_, i) => {
    let sum = 0;
    chart.series.forEach((series, n) => {
      const value = series.points[i][0];
      if (value > 0) {
        const [from, to] = [x(sum), x(sum + value)];
        svg.append(draw("rect", { x: from.toFixed(1), y: tops[i] + 5, width: Math.max(0, to - from - 1).toFixed(1), height: heights[i] - 10, fill: COLORS[n % 6] }));
        if (to - from > widthOf(shown(chart, value)) + 8) svg.append(text((from + to) / 2, tops[i] + heights[i] / 2 + 4, shown(chart, value), "middle", "in"));
      }
      sum += value;
    });
    svg.append(text(x(sum) + 5, tops[i] + heights[i] / 2 + 4, shown(chart, sum), "start", "total"));
  });
  return svg;
}

function grid(chart, svg, steps, x, bottom) {
  const names = stepNames(chart, steps);
  steps.forEach((step, i) => {
    svg.insertBefore(draw("path", { d: `M${x(step).toFixed(1)} 4V${bottom}`, class: "grid" }), svg.firstChild);
    svg.append(text(x(step), bottom + 16, names[i], "middle", "tick"));
  });
  svg.append(text(WIDE - 4, bottom + 34, chart.unit, "end", "tick"));
}

function ranges(chart) {
  const room = roomFor(chart.labels);
  const values = chart.series[0].points;
  const ends = values.flatMap((point) => point);
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const unit = (most - least) / 5 || 1;
  const all = ticks(most, false);
  // Zero is far off where all values are alike; the axis then begins near the least.
  const from = least - unit * 0.5 <= 0 || least < (most - least) ? 0 : least - unit * 0.5;
  const steps = from === 0 ? all : Array.from({ length: 5 }, (_, i) => from + (most - from) * i / 4);
  const { svg, tops, heights, bottom } = rows(chart, (height) => frame(chart, height), room);
  const x = (value) => room + 8 + (value - steps[0]) / (steps[steps.length - 1] - steps[0] || 1) * (WIDE - room - 36);
  grid(chart, svg, steps, x, bottom);
  values.forEach(([value, low, high], i) => {
    const middle = tops[i] + heights[i] / 2;
    if (low !== undefined) svg.append(draw("rect", { x: x(low).toFixed(1), y: middle - 7, width: Math.max(1.5, x(high) - x(low)).toFixed(1), height: 14, fill: COLORS[0], "fill-opacity": 0.75 }));
    svg.append(draw("path", { d: `M${x(value).toFixed(1)} ${middle - 11}V${middle + 11}`, class: "mark" }));
  });
  return svg;
}

function lines(chart) {
  const [left, right, top, height] = [52, 24, 26, 310];
  const bottom = height - 44;
  const svg = frame(chart, height);
  const most = Math.max(0, ...chart.series.flatMap((series) => series.points.flat()));
  const steps = ticks(most, !chart.shares);
  const numbers = chart.labels.map(Number);
  const [first, last] = [numbers[0], numbers[numbers.length - 1]];
  const x = (i) => left + (last > first ? (numbers[i] - first) / (last - first) : 0.5) * (WIDE - left - right);
  const y = (value) => bottom - value / steps[steps.length - 1] * (bottom - top);
  const names = stepNames(chart, steps);
  steps.forEach((step, i) => svg.append(
    draw("path", { d: `M${left} ${y(step).toFixed(1)}H${WIDE - right}`, class: "grid" }), text(left - 6, y(step) + 4, names[i], "end", "tick")));
  const every = Math.ceil(chart.labels.length / (WIDE / 60));
  chart.labels.forEach((label, i) => { if (i % every === 0) svg.append(text(x(i), bottom + 17, label, "middle", "tick")); });
  svg.append(text(WIDE - right, height - 8, chart.axis, "end", "tick"), text(4, 12, chart.unit, "start", "tick"));
  // Shares that are known from a year on stay until the next, so they are drawn as steps.
  const stepped = chart.id === "incidence";
  const path = (values) => values.map((value, i) => i === 0 ? `M${x(0).toFixed(1)} ${y(value).toFixed(1)}`
    : stepped ? `H${x(i).toFixed(1)}V${y(value).toFixed(1)}` : `L${x(i).toFixed(1)} ${y(value).toFixed(1)}`).join("");
  chart.series.forEach((series, n) => {
    const color = COLORS[n % 6];
    if (series.points.some((point) => point.length > 1)) {
      const low = series.points.map((point) => point[1] === undefined ? point[0] : point[1]);
      const high = series.points.map((point) => point[2] === undefined ? point[0] : point[2]);
      svg.append(draw("path", { d: band(low, high, x, y, stepped), fill: color, "fill-opacity": 0.16 }));
    }
    svg.append(draw("path", { d: path(series.points.map((point) => point[0])), fill: "none", stroke: color, "stroke-width": 2.4, "stroke-dasharray": DASHES[n % 6], "stroke-linejoin": "round" }));
  });
  return svg;
}

function band(low, high, x, y, stepped) {
  const there = high.map((value, i) => `${i === 0 ? "M" : stepped ? `L${x(i).toFixed(1)} ${y(high[i - 1]).toFixed(1)}L` : "L"}${x(i).toFixed(1)} ${y(value).toFixed(1)}`);
  const back = low.map((value, i) => `L${x(i).toFixed(1)} ${y(value).toFixed(1)}${stepped && i > 0 ? `L${x(i).toFixed(1)} ${y(low[i - 1]).toFixed(1)}` : ""}`).reverse();
  return `${there.join("")}${back.join("")}Z`;
}

function chartTable(chart) {
  const ranged = chart.series.map((series) => series.points.some((point) => point.length > 1));
  const heads = chart.series.flatMap((series, n) => ranged[n] ? [series.name, words().low, words().high] : [series.name]);
  const cells = (i) => chart.series.flatMap((series, n) => [0, 1, 2].slice(0, ranged[n] ? 3 : 1).map((at) => series.points[i][at] === undefined ? "" : shown(chart, series.points[i][at])));
  return make("div", { class: "scroll" }, make("table", {},
    make("caption", { class: "hidden" }, chart.title),
    make("thead", {}, make("tr", {}, make("th", { scope: "col" }, chart.axis), heads.map((head) => make("th", { scope: "col", class: "number" }, head)))),
    make("tbody", {}, chart.labels.map((label, i) => make("tr", {}, make("th", { scope: "row" }, label), cells(i).map((cell) => make("td", { class: "number" }, cell)))))));
}
