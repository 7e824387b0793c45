import type { LotBalance, Comparison, Overuse } from "#lib/trace/massBalance";
import { amountWords } from "../amount.ts";
import type { Rule, Seen } from "../rule.ts";
import type { SubjectLine, Wording } from "../subject.ts";

const POINTS = 60;

/** More came out of a lot's transformations than went in gives, along its genealogy (CAPACITY.md rule 11). */
export const rule: Rule = {
  id: "mass-balance",
  version: 1,
  name: { en: "More made than the inputs give", zh: "产出超出投入" },
  next: { en: "Ask for the production records of the lot, compare inputs, yield and losses, and hold the goods until they agree.", zh: "索取该批次生产记录，核对投入、出品率（单耗）与损耗；未查明前暂扣货物。" },
  needs: [],
  thresholds: {},
  look: (subject) => subject.lines.filter((line) => line.standing).flatMap((line) => line.balances.flatMap((balance) => seen(line, balance))),
};

function seen(line: SubjectLine, balance: LotBalance): readonly Seen[] {
  if (balance.verdict !== "exceeds") return [];
  const comparison = balance.comparisons.find((one) => one.verdict === "exceeds");
  const [overuse] = balance.overused;
  const wording = comparison === undefined ? (overuse === undefined ? undefined : overused(balance, overuse)) : exceeded(balance, comparison);
  if (wording === undefined) return [];
  return [
    {
      line: line.no,
      severity: "high",
      points: POINTS,
      facts: {
        lot: balance.of,
        transformations: balance.comparisons.filter((one) => one.verdict === "exceeds").map((one) => ({ transformation: one.transformation, events: one.events, made: written(one.made), allowed: written(one.allowed), excess: written(one.excess), inputs: one.inputs.map((input) => ({ of: input.of, took: written(input.took), carried: written(input.carried), allows: written(input.allows), working: input.working?.en ?? null })) })),
        overused: balance.overused.map((one) => ({ of: one.of, used: written(one.used), there: written(one.there) })),
      },
      wording,
    },
  ];
}

function exceeded(balance: LotBalance, { made, allowed, excess, inputs, outputs, on }: Comparison): Wording | undefined {
  if (made === null || allowed === null || excess === null) return undefined;
  const [out, may, over] = [amountWords(made), amountWords(allowed), amountWords(excess)];
  const behind = outputs.some((one) => one.of === balance.of) ? { en: "", zh: "" } : { en: ` behind lot ${lotOf(balance.of)}`, zh: `（批次${lotOf(balance.of)}的上游）` };
  const lots = inputs.map((one) => lotOf(one.of)).join(", ");
  return {
    en: `${out.en} of lot ${outputs.map((one) => lotOf(one.of)).join(", ")}${behind.en} were made on ${on} of lot ${lots}, which gives ${may.en} at the most: ${over.en} too much.`,
    zh: `${on}由批次${lots.replaceAll(", ", "、")}制成批次${outputs.map((one) => lotOf(one.of)).join("、")}${behind.zh}共${out.zh}，而投入最多可得${may.zh}：超出${over.zh}。`,
  };
}

function overused(balance: LotBalance, { of, used, there }: Overuse): Wording {
  const [taken, made] = [amountWords(used), amountWords(there)];
  return {
    en: `${taken.en} of lot ${lotOf(of)}, which went into lot ${lotOf(balance.of)}, were used in all, and only ${made.en} of it were made.`,
    zh: `批次${lotOf(balance.of)}所用的批次${lotOf(of)}累计使用${taken.zh}，而其产量仅${made.zh}。`,
  };
}

/** The lot's own number, without its GTIN. */
const lotOf = (text: string): string => text.slice(text.indexOf("/") + 1);

const written = (amount: { readonly value: string; readonly unit: string } | null): string | null => (amount === null ? null : `${amount.value} ${amount.unit}`);
