import { listed } from "../amount.ts";
import { defineRule } from "../rule.ts";
import { weight } from "../threshold.ts";

/** A producer for whom no inspection body has ever had a certificate approved. */
export const rule = defineRule({
  id: "uncertified-site",
  version: 1,
  name: { en: "Producer never certified", zh: "生产企业从未获得证书" },
  next: { en: "Check that the producer exists and is registered; ask for its first certificate.", zh: "核实生产企业真实存在并已备案；要求其办理首份产能证书。" },
  needs: [],
  thresholds: { points: weight(20) },
  look: (subject, { points }) => {
    const lines = subject.lines.filter((line) => line.standing && line.effect === "counts" && line.site.kind === "site" && !line.site.certified);
    const [first] = lines;
    if (first === undefined) return [];
    const sites = [...new Set(lines.flatMap((line) => (line.site.kind === "site" ? [line.site.name] : [])))];
    return [
      {
        line: first.no,
        severity: "low",
        points,
        facts: { sites, lines: lines.map((line) => line.no) },
        wording: {
          en: `No inspection body has ever certified ${listed(sites).en}.`,
          zh: `从未有检验机构为${listed(sites).zh}出具过证书。`,
        },
      },
    ];
  },
});
