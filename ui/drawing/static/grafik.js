// Draws charts with the small Plotly beside this file.
import "./plotly-basic-4.1.1.min.js";

const CONFIG = { displayModeBar: false, scrollZoom: false, doubleClick: false };
// From the names at an axis to the edge, and to the axis.
const AROUND_NAMES = 12;
const LEAVE_MS = 500;
const charts = new WeakMap();
const ruler = document.createElement("canvas").getContext("2d");

// A chart's place; the same one goes on with another figure. tell: is called with its key and the code that was clicked.
export function chart(figure, { key, alt, fills, still }, before, tell) {
  const place = before ?? begin();
  const chart = charts.get(place);
  chart.pick = (code) => tell(key, code);
  place.setAttribute("aria-label", alt);
  if (figure !== chart.figure) {
    Object.assign(chart, { figure, fills, still });
    draw(chart);
  }
  return place;
}

// Draws what waited to stand in its place. The browser lays out everything to tell a size: so all sizes are asked for
// together, and nothing is put into its place before all is drawn, because Plotly asks for more.
export function settle(within) {
  const all = [...within.querySelectorAll(".grafik")].map((place) => charts.get(place));
  const waiting = all.filter(({ isDrawn }) => !isDrawn);
  const sizes = waiting.map(({ place }) => place.getBoundingClientRect());
  waiting.forEach((chart, n) => fit(chart, sizes[n]));
  waiting.forEach(({ place, paper }) => place.append(paper));
}

// What is no longer seen is forgotten.
export function leave(place) {
  const chart = charts.get(place);
  if (!chart) return;
  chart.sizes.disconnect();
  charts.delete(place);
  // Not while what takes its place is being drawn; and what is still being drawn would look for what purging takes away.
  setTimeout(() => Promise.allSettled([chart.drawing]).then(() => Plotly.purge(chart.paper)), LEAVE_MS);
}

// Paper has a width of its own (ui/theme.py), at which a browser measures nothing anew by itself.
for (const [moment, isPaper] of Object.entries({ beforeprint: true, afterprint: false })) {
  addEventListener(moment, () => {
    document.documentElement.classList.toggle("kertas", isPaper);
    for (const place of document.querySelectorAll(".grafik")) {
      fit(charts.get(place), { width: place.clientWidth, height: place.clientHeight });
    }
  });
}

function begin() {
  const place = document.createElement("div");
  place.className = "grafik";
  place.setAttribute("role", "img");
  const chart = { place, paper: document.createElement("div"), width: 0, height: 0 };
  chart.sizes = new ResizeObserver(([{ contentRect }]) => {
    fit(chart, contentRect);
    if (!chart.paper.parentNode) place.append(chart.paper);
  });
  charts.set(place, chart);
  chart.sizes.observe(place);
  return place;
}

function draw(chart) {
  const { data, layout } = JSON.parse(chart.figure);
  const { place, paper, fills } = chart;
  if (fills || chart.height !== layout.height) place.style.height = fills ? "100%" : `${layout.height}px`;
  // What is out of sight, or stands nowhere yet, has no size; it is drawn when it gets one.
  if (!chart.width) return;
  if (!fills) chart.height = layout.height;
  Object.assign(layout, { width: chart.width, height: chart.height, autosize: false });
  makeRoom(layout);
  chart.drawing = Plotly.react(paper, data, layout, { ...CONFIG, staticPlot: chart.still });
  if (chart.isDrawn) return;
  chart.isDrawn = true;
  paper.on("plotly_click", ({ points: [point] }) => {
    const code = point.customdata ?? point.data.meta;
    if (code) chart.pick(code);
  });
}

// For the names at the left, which are as wide as they are.
function makeRoom({ margin, yaxis, template }) {
  if (!yaxis?.ticktext) return;
  const { font, yaxis: axis } = template.layout;
  const size = yaxis.tickfont?.size ?? axis.tickfont.size;
  const widths = yaxis.ticktext.map((name) => widthOf(name, size, font.family));
  margin.l = Math.max(margin.l ?? template.layout.margin.l, Math.ceil(Math.max(0, ...widths)) + AROUND_NAMES);
}

function widthOf(text, size, family) {
  const words = text.replace(/<[^>]+>/g, "").replace(/&\w+;/g, "&");
  return measured(words, `${text.includes("<b>") ? "bold " : ""}${size}px ${family}`);
}

// The width of words in pixels.
export function measured(words, font) {
  ruler.font = font;
  return ruler.measureText(words).width;
}

function fit(chart, { width, height }) {
  const isSame = Math.abs(width - chart.width) < 1 && Math.abs(height - chart.height) < 1;
  if (!width || !height || isSame) return;
  Object.assign(chart, { width: Math.round(width), height: Math.round(height) });
  draw(chart);
}
