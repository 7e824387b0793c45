import type { Boosting } from "./boosting.ts";
import type { Setting } from "./branch.ts";
import { TEMPLATE, type Field } from "./declared.ts";
import type { Term } from "./effect.ts";
import type { Plan } from "./features.ts";
import type { Logarithms } from "./logarithm.ts";

const PEERS: Plan["peers"] = [["hs"], ["hs4"], ["hs", "origin"], ["origin"], ["hs", "departure", "origin", "taxType"]];
const PARTIES: Plan["rates"] = [["importer"], ["declarant"], ["seller"], ["office"], ["courier"]].map((fields) => ({ fields: fields as Field[], smoothing: 20 }));
const GOODS: Plan["rates"] = [
  { fields: ["departure"], smoothing: 20 },
  { fields: ["origin"], smoothing: 20 },
  { fields: ["taxType"], smoothing: 20 },
  { fields: ["hs", "departure", "origin", "taxType"], smoothing: 2 },
];
const CODES: Plan["rates"] = [["hs"], ["hs4"], ["hs2"]].map((fields) => ({ fields: fields as Field[], smoothing: 20 }));
const KNOWN: Plan["rates"] = [{ fields: TEMPLATE, smoothing: 1 }, { fields: [...TEMPLATE, "price", "taxRate"], smoothing: 0.5 }, ...GOODS];

const QUICK: Boosting = { leaves: 16, depth: 6, leastWeight: 4, l2: 4, leastGain: 0, rate: 0.1, trees: 200, bins: 64, rowShare: 0.5, featureShare: 0.7, patience: 20, seed: 1 };
/** Few trees held back strongly, each on part of the rows and features: most of what more would learn of unseen templates is chance. */
const HELD_BACK: Boosting = { ...QUICK, depth: 5, leastWeight: 10, l2: 10, trees: 120, featureShare: 0.35, patience: 25 };

/** Settings for lines whose template was examined before. */
export const KNOWN_SETTINGS: readonly Setting[] = [
  { name: "template and goods", plan: { rates: KNOWN, peers: [["hs"], ["hs", "origin"]] }, boosting: QUICK, draws: 1 },
  { name: "template, goods and parties", plan: { rates: [...KNOWN, ...PARTIES], peers: [["hs"], ["hs", "origin"]] }, boosting: QUICK, draws: 1 },
];

/** What effects are fitted for: goods by code, heading and chapter, countries, tax, amounts in bands, and some of them together. */
const TERMS: readonly Term[] = [
  term(["hs"]), term(["hs4"]), term(["hs2"]), term(["origin"]), term(["departure"]), term(["taxType"]), term(["taxRate"]), term(["direct"]), term(["roundMass"]),
  term([], ["mass", 25]), term([], ["mass", 6]), term([], ["price", 25]), term([], ["unitPrice", 25]),
  term(["departure", "origin"]), term(["hs2", "origin"]), term(["hs2"], ["mass", 6]), term(["hs2"], ["unitPrice", 6]), term(["origin"], ["mass", 6]), term(["hs4", "taxRate"]), term(["hs4"], ["mass", 6]),
];

const ALL: Plan = { rates: [...GOODS, ...CODES, ...PARTIES], peers: PEERS };

/**
 * The setting for lines whose template nobody has examined. Of six ensembles that are averaged two know only what a line says by itself, two know goods and
 * countries too, and two the parties as well; effects make up two fifths of the score.
 */
export const UNKNOWN_SETTINGS: readonly Setting[] = [
  {
    name: "trees beside effects",
    plan: ALL,
    boosting: HELD_BACK,
    draws: 6,
    told: [{ rates: [], peers: [] }, { rates: [...GOODS, ...CODES], peers: PEERS }, ALL],
    apart: TEMPLATE,
    beside: { terms: TERMS, ridge: 60, share: 0.4 },
  },
];

function term(fields: readonly Field[], band?: readonly [amount: keyof Logarithms, parts: number]): Term {
  return band === undefined ? { fields } : { fields, band: { amount: band[0], parts: band[1] } };
}
