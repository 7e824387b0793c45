import { TEMPLATE, keyOf, type Declared, type Outcome } from "#lib/risk/declared";
import { matrixOf } from "#lib/risk/features";
import { scorerOf, train } from "#lib/risk/model";
import { seeded } from "#lib/risk/randomness";
import { percentile, report } from "./ground.ts";

/** The learned model on one core, in processor time of the thread: training, scoring and explaining, each beside a pass over the same lines. */
const TRAINED = 37_385;
const TUNED = 8134;
const ROUNDS = 9;
const ASKED = { seconds: 20, scores: 100_000, explanations: 10_000 };

const random = seeded(1);
const templates = Array.from({ length: 16_000 }, templateOf);
const past = Array.from({ length: TRAINED }, () => outcomeOf(14_500));
const later = Array.from({ length: TUNED }, () => outcomeOf(16_000));
const lines = later.map(({ line }) => line);

const before = process.threadCpuUsage();
const trained = train(past, later);
const trainSeconds = secondsSince(before);
if (!trained.ok) throw new Error(trained.problem.code);
const { model } = trained;
const trees = model.unknown.ensemble.trees.length + (model.known?.ensemble.trees.length ?? 0);
const matrix = matrixOf(past.map(({ line }) => line), (model.known ?? model.unknown).features);
const passed = process.threadCpuUsage();
for (let tree = 0; tree < trees; tree++) summed(matrix.values);
report(
  `${shown(TRAINED)} lines trained, out of fold, by ${model.known?.setting ?? "none"} and ${model.unknown.setting}, ${trees} trees kept`,
  `${trainSeconds.toFixed(1)} s`,
  `${secondsSince(passed).toFixed(2)} s to add up the same features once a tree, ${ASKED.seconds} s asked`,
  trainSeconds < ASKED.seconds,
);

const scorer = scorerOf(model);
const scores = rateOf((line) => scorer.score(line));
report(
  "lines scored, from what was declared to the log-odds",
  `${shown(scores)} lines/s`,
  `${shown(rateOf((line) => keyOf(line, TEMPLATE).length))} lines/s to write their template keys alone, ${shown(ASKED.scores)} asked`,
  scores > ASKED.scores,
);
const explanations = rateOf((line) => scorer.explain(line).general);
report("lines explained, every part of the score", `${shown(explanations)} lines/s`, `${shown(scores)} lines/s scored alone, ${shown(ASKED.explanations)} asked`, explanations > ASKED.explanations);

function rateOf(work: (line: Declared) => number): number {
  const rates = Array.from({ length: ROUNDS }, () => {
    const start = process.threadCpuUsage();
    let sum = 0;
    for (const line of lines) sum += work(line);
    if (Number.isNaN(sum)) throw new Error("a line of the bench has no figure");
    return lines.length / secondsSince(start);
  });
  return percentile(rates.slice(2), 0.5);
}

function secondsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1_000_000;
}

function summed(values: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += values[at] as number;
  return sum;
}

function shown(rate: number): string {
  return Math.round(rate).toLocaleString("en");
}

/** A template of goods with its outcome: light goods and some origins are confirmed more often. */
function templateOf(): { readonly line: Declared; readonly confirmed: 0 | 1 } {
  const origin = code("C", 100);
  const mass = Math.round(Math.exp(10 * random()) * 10) / 10;
  const line = {
    office: "",
    process: "B",
    importType: "11",
    importUse: "21",
    payment: "11",
    transport: "10",
    declarant: "",
    importer: "",
    seller: "",
    courier: "",
    hs: String(100_000 + 97 * Math.floor(2400 * random() ** 2)),
    departure: origin,
    origin: random() < 0.8 ? origin : code("C", 100),
    taxType: code("T", 48),
    originMark: "E",
    mass,
    price: Math.round(mass * Math.exp(6 * random())),
    taxRate: Math.floor(20 * random()),
  };
  return { line, confirmed: random() < (mass < 100 ? 0.3 : 0.15) ? 1 : 0 };
}

function outcomeOf(known: number): Outcome {
  const { line, confirmed } = templates[Math.floor(known * random() ** 2)] ?? templateOf();
  return { line: { ...line, office: code("O", 42), declarant: code("D", 1220), importer: code("I", 12_720), seller: code("S", 10_537), courier: code("K", 80) }, confirmed };
}

/** A code of one of so many, the low ones more often. */
function code(kind: string, size: number): string {
  return `${kind}${Math.floor(size * random() ** 3)}`;
}
