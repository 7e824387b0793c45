import type { LotBalance, Comparison, Overuse } from "#lib/trace/massBalance";
import { amountWords } from "../amount.ts";
import { defineRule, type Seen } from "../rule.ts";
import type { SubjectLine, Wording } from "../subject.ts";
import { tolerance, weight } from "../threshold.ts";

/** More came out of a lot's transformations than went in gives, along its genealogy (docs/capacity.md rule 11). */
export const rule = defineRule({
  id: "mass-balance",
  version: 1,
  name: { en: "More made than the inputs give", zh: "产出超出投入" },
  next: { en: "Ask for the production records of the lot, compare inputs, yield and losses, and hold the goods until they agree.", zh: "索取该批次生产记录，核对投入、出品率（单耗）与损耗；未查明前暂扣货物。" },
  needs: [],
  thresholds: { excess: tolerance(0, 20, { en: "Tolerated excess over what the inputs give", zh: "产出超出投入的容差" }), points: weight(60) },
  look: (subject, values) => subject.lines.filter((line) => line.standing).flatMap((line) => line.balances.flatMap((balance) => seen(line, balance, values))),
});

function seen(line: SubjectLine, balance: LotBalance, { excess, points }: { readonly excess: number; readonly points: number }): readonly Seen[] {
  if (balance.verdict !== "exceeds") return [];
  const comparisons = balance.comparisons.filter((one) => one.verdict === "exceeds" && isMoreThan(one.made, one.allowed, excess));
  const uses = balance.overused.filter((one) => isMoreThan(one.used, one.there, excess));
  const [[comparison], [overuse]] = [comparisons, uses];
  const wording = comparison === undefined ? (overuse === undefined ? undefined : overused(balance, overuse)) : exceeded(balance, comparison);
  if (wording === undefined) return [];
  return [
    {
      line: line.no,
      severity: "high",
      points,
      facts: {
        lot: balance.of,
        transformations: comparisons.map((one) => ({
          transformation: one.transformation,
          events: one.events,
          made: written(one.made),
          allowed: written(one.allowed),
          excess: written(one.excess),
          inputs: one.inputs.map((input) => ({
            of: input.of,
            took: written(input.took),
            carried: written(input.carried),
            allows: written(input.allows),
            working: input.working?.en ?? null,
          })),
        })),
        overused: uses.map((one) => ({ of: one.of, used: written(one.used), there: written(one.there) })),
      },
      wording,
    },
  ];
}

/** Whether what was found too much is more than a tolerated share; what is missing is not compared, and what units tell apart stays as it was found. */
function isMoreThan(amount: Amount | null, base: Amount | null, percent: number): boolean {
  if (amount === null || base === null) return false;
  return amount.unit !== base.unit || Number(amount.value) - Number(base.value) > (Number(base.value) * percent) / 100;
}

type Amount = { readonly value: string; readonly unit: string };

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
