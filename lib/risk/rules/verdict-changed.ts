import { VERDICTS, type Verdict } from "#lib/capacity/verdict";
import { defineRule } from "../rule.ts";
import type { Wording } from "../subject.ts";
import { weight } from "../threshold.ts";

const WORDS = {
  exceeds: { en: "above capacity", zh: "超出产能" },
  suspended: { en: "certificate suspended", zh: "证书暂停" },
  "cannot-compare": { en: "cannot be compared", zh: "无法比对" },
  unknown: { en: "no certificate", zh: "无证书" },
  near: { en: "near capacity", zh: "接近产能" },
  within: { en: "within capacity", zh: "在产能内" },
} as const satisfies Record<Verdict, Wording>;

/** Later knowledge: the verdict now is not the one given at lodging, which stays as it was given (docs/capacity.md rule 10). */
export const rule = defineRule({
  id: "verdict-changed",
  version: 1,
  name: { en: "Verdict changed since lodging", zh: "申报后结论变化" },
  next: { en: "See which certificate or lot date changed, and judge the goods by what is known now.", zh: "查明哪份证书或批次日期发生变化，并按现有信息重新判断。" },
  needs: [],
  thresholds: { points: weight(10, { en: "Weight where it became worse", zh: "结论变差时的分值" }) },
  look: (subject, { points }) =>
    subject.lines.flatMap((line) => {
      const then = line.atLodging?.verdict;
      if (!line.standing || then === undefined || then === line.verdict) return [];
      const worsened = VERDICTS.indexOf(line.verdict) < VERDICTS.indexOf(then);
      return [
        {
          line: line.no,
          severity: worsened ? "medium" : "info",
          points: worsened ? points : 0,
          facts: { atLodging: then, now: line.verdict, line: line.no },
          wording: {
            en: `Line ${line.no} was answered "${WORDS[then].en}" at lodging; as is known now it is "${WORDS[line.verdict].en}".`,
            zh: `第${line.no}项申报时结论为“${WORDS[then].zh}”，按现有信息为“${WORDS[line.verdict].zh}”。`,
          },
        },
      ];
    }),
});
