// Compiles src/app.scss and src/app.js into the package's static folder. Run: npm ci && npm run build
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import esbuild from "esbuild";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "src", "goldenthread", "ui", "static", "goldenthread");

const styles = sass.compile(join(here, "src", "app.scss"), {
  loadPaths: [join(here, "node_modules")],
  style: "compressed",
  quietDeps: true,
});
if (/url\(/i.test(styles.css)) throw new Error("The style sheet asks for another file: remove the url().");
if (/GDS Transport/i.test(styles.css)) throw new Error("GDS Transport is licensed for GOV.UK only: remove it.");
writeFileSync(join(out, "app.css"), styles.css.replace(/^\uFEFF/, "") + "\n");

const script = await esbuild.build({
  entryPoints: [join(here, "src", "app.js")],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2020",
  legalComments: "none",
  write: false,
});
writeFileSync(join(out, "app.js"), script.outputFiles[0].text);

for (const [name, text] of [["app.css", styles.css], ["app.js", script.outputFiles[0].text]]) {
  console.log(`${name}: ${Buffer.byteLength(text)} bytes, ${gzipSync(text, { level: 9 }).length} gzipped`);
}
