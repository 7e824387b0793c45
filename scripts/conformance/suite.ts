import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { z } from "zod";
import { EXPECTATIONS, failureOf, hashesIn } from "./events.ts";
import type { Beside, Expectation } from "./events.ts";
import { identificationVerdicts } from "./identification.ts";
import type { Verdict } from "./verdict.ts";

const manifest = z.array(z.object({ file: z.string(), cat: z.string(), expect: z.string() }));

/** A suite's verdicts and how many event hashes it told. */
export type Suite = { readonly verdicts: readonly Verdict[]; readonly hashes: number };

/**
 * Runs a folder of EPCIS documents and identification vectors. `MANIFEST.json` in it says what each file should be answered with;
 * files it does not name, or names with a word unknown here, are tried, and compared with the `.hashes` or `.prehashes` beside them where there are any.
 */
export function runEpcis(folder: string, now: Date): Suite {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/")).toSorted();
  const present = new Set(files);
  const named = new Map((present.has("MANIFEST.json") ? manifest.parse(JSON.parse(readFileSync(join(folder, "MANIFEST.json"), "utf8"))) : []).map((entry) => [entry.file, entry]));
  const verdicts: Verdict[] = [...named.values()].filter(({ file }) => !present.has(file)).map(({ file, cat }) => ({ group: cat, name: file, failure: "the manifest names it, and it is not there" }));
  let hashes = 0;
  for (const file of files.filter((each) => /\.(?:json|jsonld|xml)$/i.test(each) && each !== "MANIFEST.json")) {
    const body = readFileSync(join(folder, file));
    const vectors = named.has(file) ? undefined : identificationVerdicts(body.toString("utf8"));
    if (vectors !== undefined) {
      verdicts.push(...vectors);
      continue;
    }
    const beside = besideOf(folder, file, present);
    const { group, expected } = wantedOf(named.get(file), beside);
    if (expected === "hash") hashes += hashesIn(beside);
    const failure = failureOf(body, file.slice(file.lastIndexOf(".") + 1), expected, beside, now);
    verdicts.push({ group, name: file, ...(failure === undefined ? {} : { failure }) });
  }
  return { verdicts, hashes };
}

function besideOf(folder: string, file: string, present: ReadonlySet<string>): Beside {
  const stem = file.slice(0, file.lastIndexOf("."));
  const read = (name: string) => (present.has(name) ? readFileSync(join(folder, name), "utf8") : undefined);
  const [hashes, prehashes] = [read(`${stem}.hashes`), read(`${stem}.prehashes`)];
  return { ...(hashes === undefined ? {} : { hashes }), ...(prehashes === undefined ? {} : { prehashes }) };
}

function wantedOf(entry: z.infer<typeof manifest>[number] | undefined, beside: Beside): { readonly group: string; readonly expected: Expectation } {
  if (entry !== undefined) return { group: `${entry.cat}: ${entry.expect}`, expected: EXPECTATIONS.find((each) => each === entry.expect) ?? "other" };
  const hashed = beside.hashes !== undefined || beside.prehashes !== undefined;
  return { group: hashed ? "not in the manifest: hash" : "not in the manifest: tried", expected: hashed ? "hash" : "other" };
}

/** The folder that `npm test` is to read, where one is given. */
export function givenFolder(): string | undefined {
  const given = process.env["CONFORMANCE_DATA"] ?? "";
  return given === "" ? undefined : given;
}
