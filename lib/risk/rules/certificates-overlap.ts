import { scopeCovers } from "#lib/certificates/certificate";
import type { Overlap, OverlapCertificate } from "../overlap.ts";
import { defineRule } from "../rule.ts";
import type { Subject, SubjectLine } from "../subject.ts";
import { weight } from "../threshold.ts";

/** Two approved certificates of one site count for the same goods made at the same time, and neither supersedes the other or is an extract of it. */
export const rule = defineRule({
  id: "certificates-overlap",
  version: 1,
  name: { en: "Certificates overlap", zh: "产能证书范围重叠" },
  next: { en: "Ask the inspection bodies whether one stands in for the other; both bind until then.", zh: "请检验机构确认两份证书是否存在替代关系；在此之前均予适用。" },
  needs: ["overlaps"],
  thresholds: { points: weight(5) },
  look: (subject, { points }) =>
    subject.facts.overlaps.flatMap((overlap) => {
      const line = subject.lines.find((one) => concerns(one, overlap));
      if (line === undefined) return [];
      const { first, second } = overlap;
      const [from, to] = [later(first.from, second.from), earlier(first.to, second.to)];
      return [
        {
          line: line.no,
          severity: "low" as const,
          points,
          facts: { site: siteName(subject, overlap.siteId), certificates: [told(first), told(second)], from, to },
          wording: {
            en: `${first.number} (${first.body.en}) and ${second.number} (${second.body.en}) both certify ${line.goods.en} of ${siteName(subject, overlap.siteId)} made from ${from} to before ${to}, and neither supersedes the other.`,
            zh: `${first.number}（${first.body.zh}）与${second.number}（${second.body.zh}）均覆盖${siteName(subject, overlap.siteId)}${from}至${to}（不含）生产的${line.goods.zh}，且互无替代关系。`,
          },
        },
      ];
    }),
});

function concerns(line: SubjectLine, { siteId, first, second }: Overlap): boolean {
  if (!line.standing || line.effect !== "counts" || line.site.kind !== "site" || line.site.id !== siteId) return false;
  const goods = { gtins: line.baseGtin === null ? [line.gtin] : [line.gtin, line.baseGtin], category: line.category, hsCode: line.hsCode };
  const [from, to] = [later(first.from, second.from), earlier(first.to, second.to)];
  return scopeCovers(first.scope, goods) && scopeCovers(second.scope, goods) && from < line.producedTo && line.producedFrom < to;
}

const told = ({ number, body, scope, from, to }: OverlapCertificate) => ({ number, body, scope: scope.kind, values: [...scope.values], from, to });
const later = (a: string, b: string): string => (a > b ? a : b);
const earlier = (a: string, b: string): string => (a < b ? a : b);

function siteName(subject: Subject, siteId: number): string {
  const line = subject.lines.find(({ site }) => site.kind === "site" && site.id === siteId);
  return line?.site.kind === "site" ? line.site.name : "";
}
