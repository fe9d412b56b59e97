// Moves the map by drag, double click and pinch. The server draws every view: when a movement ends its page is
// asked for, and the address changes with it. Without this script the links beneath the map do the same.
import { select } from "d3-selection";
import { zoom, zoomIdentity } from "d3-zoom";

const WAIT = 250; // milliseconds without movement after which a view is drawn anew
const section = document.getElementById("map");
let under = null;

const shown = (svg, { x, y, k }) => {
  const { width, height } = svg.viewBox.baseVal;
  const [west, south, east, north] = section.dataset.view.split(",").map(Number);
  const lon = (at) => west + (((at - x) / k) * (east - west)) / width;
  const lat = (at) => north - (((at - y) / k) * (north - south)) / height;
  const held = (value, most) => Math.max(-most, Math.min(most, value)).toFixed(3);
  return [held(lon(0), 180), held(lat(height), 90), held(lon(width), 180), held(lat(0), 90)].join(",");
};

const draw = async (address) => {
  under?.abort();
  under = new AbortController();
  try {
    const answer = await fetch(address, { signal: under.signal, headers: { Accept: "text/html" } });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("map");
    if (!fresh) return location.assign(address);
    section.replaceChildren(...fresh.childNodes);
    section.dataset.view = fresh.dataset.view;
    history.replaceState(null, "", address);
    begin();
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address);
  }
};

const begin = () => {
  const svg = section.querySelector("svg.world");
  const moving = svg.querySelector(".moving");
  let timer = 0;
  const behaviour = zoom()
    .extent([[0, 0], [svg.viewBox.baseVal.width, svg.viewBox.baseVal.height]])
    .scaleExtent([0.2, 60])
    .filter((event) => {
      if (event.type === "wheel") return event.ctrlKey || event.metaKey;
      if (event.type.startsWith("touch")) return event.touches.length > 1;
      return !event.button;
    })
    .on("start", () => clearTimeout(timer))
    .on("zoom", ({ transform }) => moving.setAttribute("transform", transform))
    .on("end", ({ transform }) => {
      if (transform === zoomIdentity || (transform.k === 1 && !transform.x && !transform.y)) return;
      timer = setTimeout(() => {
        const address = new URL(location.href);
        address.searchParams.set("view", shown(svg, transform));
        draw(address.pathname + address.search);
      }, WAIT);
    });
  select(svg).call(behaviour);
  svg.classList.add("moves-by-hand");
};

if (section) {
  begin();
  // the links beneath need no new page then, and where one is stays in sight
  section.addEventListener("click", (event) => {
    const link = event.target.closest?.(".moves a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const what = link.title || link.textContent;
    draw(link.getAttribute("href")).then(() => {
      const again = [...section.querySelectorAll(".moves a")].find((one) => (one.title || one.textContent) === what);
      again?.focus({ preventScroll: true });
    });
  });
}
