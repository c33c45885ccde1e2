// Line charts: drawn anew when the width, the theme or the chosen series change.
import { gridX, gridY, line, plot, pointer, ruleY, text, tip, dot } from "@observablehq/plot";

const DASHES = ["", "7 3", "2 3", "9 3 2 3"];

// Okabe and Ito's colours, which colour-blind readers can tell apart; black is the text's colour.
const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "currentColor"];

export const colourOf = (index) => COLOURS[index % COLOURS.length];
export const dashOf = (index) => DASHES[Math.floor(index / COLOURS.length + (index % 4)) % 4];

function number(value) {
  return Number(value.toPrecision(4)).toString();
}

function draw(chart, shown, width) {
  const points = chart.series.flatMap((series, index) =>
    shown[index] ? series.x.map((x, i) => ({ x, y: series.y[i], name: series.name })) : [],
  );
  const finite = points.filter((point) => point.y !== null && (!chart.log_y || point.y > 0));
  const lines = chart.series.map((series, index) =>
    shown[index]
      ? line(
          finite.filter((point) => point.name === series.name),
          { x: "x", y: "y", stroke: colourOf(index), strokeWidth: 2, strokeDasharray: dashOf(index) },
        )
      : null,
  );
  const title = (d) =>
    `${d.name}\n${chart.x_label}: ${number(d.x)}\n${chart.y_label}: ${number(d.y)}`;
  const nearest = pointer({ x: "x", y: "y", title });
  const scale = { grid: false, ticks: 6 };
  return plot({
    width,
    height: Math.max(240, Math.min(400, width * 0.6)),
    marginLeft: 52,
    marginBottom: 42,
    style: { background: "none", fontSize: "12px", fontFamily: "inherit", overflow: "visible" },
    x: { ...scale, label: chart.x_label, ...(chart.x_range ? { domain: chart.x_range } : {}) },
    y: {
      ...scale,
      label: chart.y_label,
      ...(chart.y_range ? { domain: chart.y_range } : {}),
      ...(chart.log_y ? { type: "log" } : {}),
    },
    marks: [
      gridX({ strokeOpacity: 0.12, ticks: 6 }),
      gridY({ strokeOpacity: 0.12, ticks: 6 }),
      chart.log_y ? null : ruleY([chart.y_range?.[0] ?? 0].filter(() => chart.y_range)),
      ...lines,
      dot(finite, pointer({ x: "x", y: "y", r: 4, fill: "currentColor" })),
      tip(finite, { ...nearest, fill: "var(--surface)", stroke: "var(--line-strong)" }),
      finite.length ? null : text([""], { frameAnchor: "middle", text: () => "nothing chosen" }),
    ],
  });
}

function swatch(index) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 28 8");
  svg.setAttribute("aria-hidden", "true");
  const stroke = document.createElementNS("http://www.w3.org/2000/svg", "path");
  stroke.setAttribute("d", "M0 4H28");
  stroke.setAttribute("stroke", colourOf(index));
  stroke.setAttribute("stroke-width", "3");
  stroke.setAttribute("stroke-dasharray", dashOf(index));
  svg.append(stroke);
  return svg;
}

function startChart(block) {
  const chart = JSON.parse(block.querySelector("script[type='application/json']").textContent);
  const place = block.querySelector("[data-plot]");
  const legend = block.querySelector("[data-legend]");
  const shown = chart.series.map(() => true);
  let width = 0;
  const update = () => {
    const svg = draw(chart, shown, width);
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", place.dataset.label);
    place.replaceChildren(svg);
  };
  chart.series.forEach((series, index) => {
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-pressed", "true");
    button.append(swatch(index), series.name + (series.note ? ` ${series.note}` : ""));
    button.addEventListener("click", () => {
      shown[index] = !shown[index];
      button.setAttribute("aria-pressed", String(shown[index]));
      update();
    });
    legend.append(button);
  });
  new ResizeObserver(() => {
    const found = Math.floor(place.clientWidth);
    if (found > 0 && found !== width) {
      width = found;
      update();
    }
  }).observe(place);
}

export function startCharts() {
  document.querySelectorAll("[data-block=chart]").forEach(startChart);
}
