// Draws what ui/drawing/__init__.py sends into the place that Streamlit gives it, with the small Plotly beside this file.
import "./plotly-basic-4.1.1.min.js";

const CONFIG = { displayModeBar: false, scrollZoom: false, doubleClick: false };
// From the names at an axis to the edge, and to the axis.
const AROUND_NAMES = 12;
const charts = new WeakMap();
const ruler = document.createElement("canvas").getContext("2d");

// Streamlit calls this again for the same place when what it sends has changed, and calls what it returns at the end.
export default function ({ data, parentElement, setTriggerValue }) {
  const chart = charts.get(parentElement) ?? begin(parentElement);
  const [figure, { alt, fills, still }] = data;
  chart.pick = (code) => setTriggerValue("picked", code);
  chart.place.setAttribute("aria-label", alt);
  if (figure !== chart.figure) {
    Object.assign(chart, { figure, fills, still });
    draw(chart);
  }
  return () => {
    chart.sizes.disconnect();
    charts.delete(parentElement);
    chart.place.remove();
    // What is still being drawn would look for what purging takes away.
    Promise.allSettled([chart.drawing]).then(() => Plotly.purge(chart.place));
  };
}

function begin(parentElement) {
  const place = document.createElement("div");
  place.className = "grafik";
  place.setAttribute("role", "img");
  parentElement.append(place);
  const chart = { place, width: 0, height: 0 };
  chart.sizes = new ResizeObserver(() => fit(chart));
  charts.set(parentElement, chart);
  chart.sizes.observe(place);
  return chart;
}

function draw(chart) {
  const { data, layout } = JSON.parse(chart.figure);
  chart.place.style.height = chart.fills ? "100%" : `${layout.height}px`;
  [chart.width, chart.height] = [chart.place.clientWidth, chart.place.clientHeight];
  // What is out of sight has no size; it is drawn when it gets one.
  if (!chart.width || !chart.height) return;
  Object.assign(layout, { width: chart.width, height: chart.height, autosize: false });
  makeRoom(layout);
  chart.drawing = Plotly.react(chart.place, data, layout, { ...CONFIG, staticPlot: chart.still });
  if (!chart.isDrawn) {
    chart.isDrawn = true;
    chart.place.on("plotly_click", ({ points: [point] }) => {
      const code = point.customdata ?? point.data.meta;
      if (code) chart.pick(code);
    });
  }
}

// For the names at the left, which are as wide as they are.
function makeRoom({ margin, yaxis, template }) {
  if (!yaxis?.ticktext) return;
  const { font, yaxis: axis } = template.layout;
  const widths = yaxis.ticktext.map((name) => {
    const isBold = name.includes("<b>");
    ruler.font = `${isBold ? "bold" : ""} ${yaxis.tickfont?.size ?? axis.tickfont.size}px ${font.family}`;
    return ruler.measureText(name.replace(/<[^>]+>/g, "").replace(/&\w+;/g, "&")).width;
  });
  margin.l = Math.max(margin.l ?? template.layout.margin.l, Math.ceil(Math.max(0, ...widths)) + AROUND_NAMES);
}

function fit(chart) {
  const { clientWidth: width, clientHeight: height } = chart.place;
  if (!chart.figure || !width || !height || (width === chart.width && height === chart.height)) return;
  if (!chart.isDrawn) draw(chart);
  else {
    Object.assign(chart, { width, height });
    chart.drawing = Plotly.relayout(chart.place, { width, height });
  }
}
