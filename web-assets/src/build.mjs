// Puts the scripts that need packages of npm where the server finds them, with the licences of what is in them.
import { readFileSync, readdirSync } from "node:fs";
import { build } from "esbuild";

const made = await build({
  entryPoints: ["src/map.js"],
  outdir: "../src/onrecord/web/static/built",
  bundle: true, minify: true, format: "esm", target: "es2022", metafile: true, write: false,
});
const packages = new Set(Object.keys(made.metafile.inputs).map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]).filter(Boolean));
const licence = (name) => {
  const folder = `node_modules/${name}`;
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  return `${name}\n\n${readFileSync(`${folder}/${file}`, "utf8").trim()}`;
};
const banner = `/*! In this file:\n\n${[...packages].sort().map(licence).join("\n\n")}\n*/`;
await build({
  entryPoints: ["src/map.js"],
  outdir: "../src/onrecord/web/static/built",
  bundle: true, minify: true, format: "esm", target: "es2022", banner: { js: banner },
});
console.log(`map.js, with ${packages.size} packages`);
