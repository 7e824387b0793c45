import { listed } from "../amount.ts";
import { defineRule } from "../rule.ts";
import { weight } from "../threshold.ts";

/** The body whose certificate covers the goods certified too often what was contradicted later. */
export const rule = defineRule({
  id: "body-contradicted",
  version: 1,
  name: { en: "Inspection body often contradicted", zh: "检验机构证书多次被推翻" },
  next: { en: "Do not rest on the certificate alone: compare transport documents and events, or examine.", zh: "不宜仅凭证书放行：请核对运输单据和事件记录，或下达查验。" },
  needs: ["bodies"],
  thresholds: {
    certificates: { name: { en: "Approved certificates at the least", zh: "最少已批准证书数" }, unit: "count", value: 5, least: 2, most: 1_000 },
    share: { name: { en: "Share of them that was contradicted", zh: "被推翻证书的占比" }, unit: "percent", value: 20, least: 1, most: 100, decimals: 1 },
    points: weight(10),
  },
  look: (subject, values) =>
    subject.facts.bodies.flatMap((record) => {
      const { body, certificates, contradicted, overrun, confirmed } = record;
      if (certificates < values.certificates || contradicted * 100 < certificates * values.share) return [];
      const share = Math.floor((contradicted * 1_000) / certificates) / 10;
      const numbers = listed(record.numbers);
      return [
        {
          line: null,
          severity: "low" as const,
          points: values.points,
          facts: { body, certificates, contradicted, overrun, confirmed, share, numbers: [...record.numbers] },
          wording: {
            en: `${contradicted} of ${certificates} certificates of ${body.en} (${share}%) were contradicted later: ${overrun} by declarations above them, ${confirmed} by confirmed results. It certified ${numbers.en}.`,
            zh: `${body.zh}的${certificates}份证书中有${contradicted}份（${share}%）事后被推翻：${overrun}份因申报超出，${confirmed}份因查实结果。本单涉及其证书${numbers.zh}。`,
          },
        },
      ];
    }),
});
