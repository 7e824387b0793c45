import type { Boosting } from "./boosting.ts";
import type { Setting } from "./branch.ts";
import { TEMPLATE, type Field } from "./declared.ts";
import type { Plan } from "./features.ts";

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

/** Small, slow trees on part of the rows and features: most of what larger ones would learn of unseen templates is chance. */
const SLOW: Boosting = { leaves: 8, depth: 4, leastWeight: 10, l2: 10, leastGain: 0, rate: 0.05, trees: 200, bins: 64, rowShare: 0.5, featureShare: 0.35, patience: 40, seed: 1 };
const QUICK: Boosting = { ...SLOW, leaves: 16, depth: 6, leastWeight: 4, l2: 4, rate: 0.1, featureShare: 0.7, patience: 20 };

/** Settings for lines whose template was examined before. */
export const KNOWN_SETTINGS: readonly Setting[] = [
  { name: "template and goods", plan: { rates: KNOWN, peers: [["hs"], ["hs", "origin"]] }, boosting: QUICK, draws: 1 },
  { name: "template, goods and parties", plan: { rates: [...KNOWN, ...PARTIES], peers: [["hs"], ["hs", "origin"]] }, boosting: QUICK, draws: 1 },
];

/** The setting for lines whose template nobody has examined: of six ensembles that are averaged, four know parties and two know goods by their codes. */
export const UNKNOWN_SETTINGS: readonly Setting[] = [
  { name: "goods beside parties", plan: { rates: [...GOODS, ...CODES, ...PARTIES], peers: PEERS }, boosting: SLOW, draws: 6, told: [[...GOODS, ...PARTIES], [...GOODS, ...CODES], [...GOODS, ...PARTIES]], apart: TEMPLATE },
];
