// Builds dist/ from src/: `npm ci && npm run build`. Users need no Node: dist/ is committed.
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { build } from "esbuild";

const SOURCES = ["build.mjs", "package.json", "package-lock.json"];

async function licences(inputs) {
  const names = new Set();
  for (const path of inputs) {
    const found = path.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//);
    if (found) names.add(found[1]);
  }
  const notices = [];
  for (const name of [...names].sort()) {
    const folder = `node_modules/${name}`;
    const { version, license } = JSON.parse(await readFile(`${folder}/package.json`, "utf8"));
    const file = (await readdir(folder)).find((entry) => /^licen[sc]e/i.test(entry));
    if (!file) throw new Error(`${name} ${version} has no licence file`);
    const text = (await readFile(`${folder}/${file}`, "utf8")).trim();
    notices.push(`${name} ${version} (${license})\n\n${text}\n`);
  }
  return notices.join(`\n${"-".repeat(80)}\n\n`);
}

async function digest(paths) {
  const hash = createHash("sha256");
  for (const path of paths) {
    hash.update(path);
    hash.update(await readFile(path));
  }
  return hash.digest("hex");
}

const result = await build({
  entryPoints: { page: "src/main.js", style: "src/style.css" },
  outdir: "dist",
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2022"],
  charset: "ascii",
  legalComments: "none", // all licences stand in dist/LICENCES.txt, which every page embeds
  metafile: true,
  logLevel: "info",
});
await mkdir("dist", { recursive: true });
await writeFile("dist/LICENCES.txt", await licences(Object.keys(result.metafile.inputs)));
const sources = [...SOURCES, ...(await readdir("src")).map((name) => `src/${name}`)].sort();
const products = ["dist/LICENCES.txt", "dist/page.js", "dist/style.css"];
const hashes = { sources: await digest(sources), products: await digest(products) };
await writeFile("dist/hashes.json", JSON.stringify(hashes, null, 1) + "\n");
