import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** Every benchmark by its name, and what it measures. `npm run bench` runs them all, `npm run bench -- lodging` one. */
const BENCHES = {
  lodging: "lodging on one hot account by 16 callers, against the same inserts unchecked",
  verdict: "one verdict, and re-judging every account, at 5 million lines",
  rules: "all live rules over 1 million declarations: evaluation alone, and assessed anew with findings stored",
  assessment: "one declaration from the answer to its lodging to a screen told, in the running product, and its assessment alone",
  desk: "the desk at 1 million open consignments: filters, sorts and pages in the database",
  queries: "EPCIS queries by piece, lot, time and place, in pages of 100",
  served: "the desk served by the running product, against a bare route that answers as many bytes",
  parsing: "EPCIS events parsed, checked and hashed on one core, against reading the same bytes alone",
  storing: "storing events alone, against COPY of the same rows into the same indexed tables",
  capture: "capture over HTTP by the running product, against COPY of the same rows into the same indexed tables",
  replay: "the same documents again, against the first time",
  waiting: "a million waiting events: the order they are taken in, the memory of web and worker, the desk meanwhile",
  model: "the learned model on one core: 37,385 lines trained, lines scored and explained, against passes over the same lines",
  dashboard: "dashboards over the figures of 50 million declarations: any page's figures and its first paint in Chromium, the list behind one, how fast changes are counted",
  start: "npm start: cold and warm, to ready",
} as const;

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(", ")}. There are: ${Object.keys(BENCHES).join(", ")}.`);
  process.exit(1);
}
for (const [name, what] of Object.entries(BENCHES)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`\n${name}: ${what}`);
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, `${name}.ts`)], { stdio: "inherit" });
  if (status !== 0) process.exitCode = 1;
}
