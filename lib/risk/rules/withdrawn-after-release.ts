import { defineRule } from "../rule.ts";
import { weight } from "../threshold.ts";

/** A withdrawal after physical release takes nothing back: the goods are in the country (docs/capacity.md rule 7). */
export const rule = defineRule({
  id: "withdrawn-after-release",
  version: 1,
  name: { en: "Withdrawn after release", zh: "放行后撤销申报" },
  next: { en: "Find out where the goods are and why their declaration was withdrawn.", zh: "查明货物去向及撤销申报的原因。" },
  needs: [],
  thresholds: { points: weight(60) },
  look: (subject, { points }) => {
    if (subject.status !== "withdrawn" || subject.released === null || subject.released.revision >= subject.revision) return [];
    return [
      {
        line: null,
        severity: "high",
        points,
        facts: { released: subject.released.revision, withdrawn: subject.revision },
        wording: {
          en: `Revision ${subject.revision} withdraws the declaration after revision ${subject.released.revision} was released; the quantity still counts.`,
          zh: `第${subject.released.revision}版已放行，第${subject.revision}版又撤销申报；数量仍计入产能。`,
        },
      },
    ];
  },
});
