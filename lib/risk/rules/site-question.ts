import { listed } from "../amount.ts";
import { defineRule } from "../rule.ts";
import { weight } from "../threshold.ts";

/** The declared producer could be several sites, or is none that is known: a question for a person, never a guess. */
export const rule = defineRule({
  id: "site-question",
  version: 1,
  name: { en: "Producer not identified", zh: "生产企业未能确认" },
  next: { en: "Answer the question which site is meant, or ask the importer for the producer's registration number.", zh: "确认所指的生产单位，或要求进口商提供生产企业注册编号。" },
  needs: [],
  thresholds: { points: weight(40) },
  look: (subject, { points }) => {
    const lines = subject.lines.filter((line) => line.standing && line.site.kind !== "site");
    const [first] = lines;
    if (first === undefined) return [];
    const candidates = [...new Set(lines.flatMap((line) => (line.site.kind === "question" ? line.site.candidates : [])))];
    const names = listed([...new Set(lines.map((line) => line.declaredSite))]);
    const which = candidates.length > 0 ? { en: `could be ${candidates.join(" or ")}`, zh: `可能是${candidates.join("或")}` } : { en: "is no producer that is known", zh: "不是已知的生产企业" };
    return [
      {
        line: first.no,
        severity: "medium",
        points,
        facts: { declared: lines.map((line) => line.declaredSite), candidates, lines: lines.map((line) => line.no) },
        wording: {
          en: `The declared producer "${names.en}" ${which.en}; until that is answered its capacity is unknown.`,
          zh: `申报的生产企业“${names.zh}”${which.zh}；在确认之前产能未知。`,
        },
      },
    ];
  },
});
