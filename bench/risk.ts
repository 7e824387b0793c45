import { parseArgs } from "node:util";
import { chanceOf } from "#lib/risk/calibration";
import { scorerOf, train, type Scorer } from "#lib/risk/model";
import { aucOf, calibrationError, selectionAt, type Scored } from "#lib/risk/modelMeasure";
import type { Outcome } from "#lib/risk/declared";
import { FileProblem, readDeclarations } from "./declarations.ts";

/** Trains on one file of declarations, tunes on a second, scores a third once, and prints the quality of selection as one line of JSON. */
const { values: files } = parseArgs({ options: { train: { type: "string" }, valid: { type: "string" }, test: { type: "string" } } });
if (files.train === undefined || files.valid === undefined || files.test === undefined) {
  console.error("Usage: npm run -s bench:risk -- --train A.csv --valid B.csv --test C.csv");
  process.exit(2);
}

const rows = { train: readOrEnd(files.train), valid: readOrEnd(files.valid) };
const before = process.threadCpuUsage();
const trained = train(rows.train, rows.valid);
const { user, system } = process.threadCpuUsage(before);
if (!trained.ok) {
  const { code, part, rows: given, confirmed, least } = trained.problem;
  console.error(`No model: ${code} in --${part} (${given} rows, ${confirmed} confirmed; at least ${least} are needed).`);
  process.exit(1);
}

const scorer = scorerOf(trained.model);
const test = readOrEnd(files.test);
const all = scored(test, scorer);
const unseenRows = test.filter(({ line }) => !scorer.knows(line));
const unseen = scored(unseenRows, scorer);
console.log(JSON.stringify({
  auc: rounded(aucOf(all)),
  p1: rounded(selectionAt(all, 0.01).precision),
  p5: rounded(selectionAt(all, 0.05).precision),
  p10: rounded(selectionAt(all, 0.1).precision),
  r10: rounded(selectionAt(all, 0.1).recall),
  unseen:
    unseenRows.length === 0
      ? { rows: 0, auc: null, p5: null, p10: null }
      : { rows: unseenRows.length, auc: rounded(aucOf(unseen)), p5: rounded(selectionAt(unseen, 0.05).precision), p10: rounded(selectionAt(unseen, 0.1).precision) },
  calibration: rounded(calibrationError({ ...all, scores: all.scores.map(chanceOf) })),
  trainSeconds: rounded((user + system) / 1_000_000),
}));

/** Reads a file; what is wrong with it is told in one line, and is the end. */
function readOrEnd(file: string): readonly Outcome[] {
  try {
    return readDeclarations(file);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    console.error(error.message);
    return process.exit(1);
  }
}

function scored(outcomes: readonly Outcome[], { score }: Scorer): Scored {
  return { scores: Float64Array.from(outcomes, ({ line }) => score(line)), outcomes: Uint8Array.from(outcomes, ({ confirmed }) => confirmed) };
}

function rounded(figure: number): number {
  return Math.round(figure * 10_000) / 10_000;
}
