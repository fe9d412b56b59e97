// Makes the shapes of the countries from Natural Earth (public domain), by way of the package world-atlas.
//
//   npm ci && npm run shapes
//
// countries.svg: a path for each country under its ISO 3166 code, in hundredths of a degree, east and south growing.
// countries.json: what the server must know of them: name, the box they fill, where their name stands.
// Which land is whose follows ISO 3166 and GeoNames, as the places of a ledger do.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { geoEquirectangular } from "d3-geo";
import { geoProject } from "d3-geo-projection";
import { feature } from "topojson-client";
import { presimplify, simplify, quantile, filter, filterWeight } from "topojson-simplify";

const require = createRequire(import.meta.url);
const iso = require("i18n-iso-countries");
const OUT = new URL("../../src/onrecord/web/", import.meta.url);
const KEPT = 0.55; // share of the points that is left out
const NAMELESS = { Kosovo: "XK", Somaliland: "SO", "N. Cyprus": "CY" };
const MOVED = [{ from: "RU", to: "UA", inside: [34.1, 45.2] }]; // Crimea

const world = JSON.parse(readFileSync(new URL("../node_modules/world-atlas/countries-50m.json", import.meta.url)));
const weighed = presimplify(world);
const simpler = simplify(weighed, quantile(weighed, KEPT));
const small = filter(simpler, filterWeight(simpler, 0));

// what crosses the 180th meridian is cut there
const degrees = geoEquirectangular().scale(180 / Math.PI).translate([0, 0]).precision(0);
const flipped = (polygons) => polygons.map((polygon) => polygon.map((ring) => ring.map(([x, y]) => [x, -y])));
const rings = new Map(); // code -> polygons, each a list of rings of [lon, lat]
const names = new Map();
const whole = feature(world, world.objects.countries).features;
const points = (one) => JSON.stringify(one.geometry.coordinates).split("],[").length;
const fewest = 12; // points below which a country keeps all that it has
const known = feature(small, small.objects.countries).features;
if (known.length !== whole.length) throw new Error("a country got lost");
for (const [n, simple] of known.entries()) {
  const one = points(simple) < fewest * 2 ? whole[n] : simple;
  const code = one.id ? iso.numericToAlpha2(one.id) : NAMELESS[one.properties.name];
  const { type, coordinates } = geoProject(one, degrees).geometry;
  const polygons = flipped(type === "Polygon" ? [coordinates] : coordinates);
  const key = code ?? "";
  rings.set(key, [...(rings.get(key) ?? []), ...polygons]);
  if (code && !NAMELESS[one.properties.name]) names.set(code, one.properties.name);
}
names.set("XK", "Kosovo");

const holds = (ring, [x, y]) => {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = ring[i], [bx, by] = ring[j];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
};
for (const { from, to, inside } of MOVED) {
  const piece = rings.get(from).find((polygon) => holds(polygon[0], inside));
  if (!piece) throw new Error(`no piece of ${from} holds ${inside}`);
  rings.set(from, rings.get(from).filter((polygon) => polygon !== piece));
  rings.get(to).push(piece);
}

const area = (ring) => {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) sum += (ring[j][0] - ring[i][0]) * (ring[j][1] + ring[i][1]);
  return Math.abs(sum / 2) * Math.cos((ring[0][1] * Math.PI) / 180);
};
const far = (a, b, [x, y]) => {
  const dx = b[0] - a[0], dy = b[1] - a[1];
  const t = Math.max(0, Math.min(1, ((x - a[0]) * dx + (y - a[1]) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - a[0] - t * dx, y - a[1] - t * dy);
};
// the point of a ring that is furthest from its edge, roughly: names stand there
const middle = (ring) => {
  const xs = ring.map((p) => p[0]), ys = ring.map((p) => p[1]);
  const [w, e, s, n] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  let best = [(w + e) / 2, (s + n) / 2], most = -1;
  for (let i = 1; i < 24; i++)
    for (let j = 1; j < 24; j++) {
      const at = [w + ((e - w) * i) / 24, s + ((n - s) * j) / 24];
      if (!holds(ring, at)) continue;
      let least = Infinity;
      for (let k = 1; k < ring.length; k++) least = Math.min(least, far(ring[k - 1], ring[k], at));
      if (least > most) [best, most] = [at, least];
    }
  return best;
};
const at = ([x, y]) => [Math.round(x * 100), Math.round(-y * 100)];
const drawn = (ring) => {
  let [x, y] = at(ring[0]), text = `M${x} ${y}`, last = "";
  for (const point of ring.slice(1, -1)) {
    const [nx, ny] = at(point);
    if (nx === x && ny === y) continue;
    const step = `${nx - x}${ny - y < 0 ? "" : " "}${ny - y}`;
    text += (last ? (step.startsWith("-") ? "" : " ") : "l") + step;
    last = step;
    [x, y] = [nx, ny];
  }
  return last ? `${text}z` : "";
};

const told = {}, paths = [];
for (const code of [...rings.keys()].sort()) {
  const polygons = rings.get(code).sort((a, b) => area(b[0]) - area(a[0]));
  const path = polygons.flatMap((polygon) => polygon.map(drawn)).join("");
  paths.push(`<path id="${code || "other"}" d="${path}" vector-effect="non-scaling-stroke"/>`);
  if (!code) continue;
  // the box of what counts: far islands would make every country as wide as the sea
  const most = area(polygons[0][0]);
  const edge = polygons.filter((polygon) => area(polygon[0]) >= most / 5).flatMap((polygon) => polygon[0]);
  const xs = edge.map((p) => p[0]), ys = edge.map((p) => p[1]);
  const round = (x) => Math.round(x * 100) / 100;
  told[code] = {
    name: names.get(code) ?? code,
    box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)].map(round),
    label: middle(polygons[0][0]).map(round),
  };
}
const credit = "Natural Earth (https://www.naturalearthdata.com), public domain, by way of world-atlas; changed: simplified, joined by ISO 3166";
mkdirSync(new URL("static/", OUT), { recursive: true });
writeFileSync(
  new URL("static/countries.svg", OUT),
  `<svg xmlns="http://www.w3.org/2000/svg"><!-- ${credit} --><g id="land" fill-rule="evenodd">\n${paths.join("\n")}\n</g></svg>\n`,
);
const rows = Object.entries(told).map(([code, one]) => `"${code}": ${JSON.stringify(one)}`);
writeFileSync(new URL("drawing/countries.json", OUT), `{"credit": ${JSON.stringify(credit)}, "countries": {\n${rows.join(",\n")}\n}}\n`);
console.log(`${rows.length} countries`);
