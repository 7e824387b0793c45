import { inAccountUnit } from "#lib/capacity/answer";
import { amountWords } from "../amount.ts";
import { defineRule, type Seen } from "../rule.ts";
import type { SubjectAccount } from "../subject.ts";
import { isBeyond, tolerance, weight } from "../threshold.ts";

/** Certificates in force for one account differ by more than is tolerated, at first a tenth of the lower (docs/capacity.md rule 4); the lowest counts. */
export const rule = defineRule({
  id: "certificates-differ",
  version: 1,
  name: { en: "Certificates contradict each other", zh: "产能证书相互矛盾" },
  next: { en: "Ask the inspection bodies which figure is right; the lowest counts until then.", zh: "请检验机构确认正确的产能数值；在此之前以最低者为准。" },
  needs: [],
  thresholds: { difference: tolerance(10, 50, { en: "Tolerated difference from the lower certificate", zh: "与较低证书的允许差异" }), points: weight(20) },
  look: (subject, values) => subject.accounts.flatMap((account) => contradiction(account, values)),
});

function contradiction(account: SubjectAccount, { difference, points }: { readonly difference: number; readonly points: number }): readonly Seen[] {
  if (account.certificates.length < 2) return [];
  const ordered = account.certificates.toSorted((a, b) => (a.base === b.base ? (a.number < b.number ? -1 : 1) : a.base < b.base ? -1 : 1));
  const low = ordered[0];
  const high = ordered.at(-1);
  if (low === undefined || high === undefined || !isBeyond(high.base - low.base, low.base, difference)) return [];
  const [least, most] = [low, high].map((certificate) => inAccountUnit(account, certificate.base));
  const lowest = amountWords({ value: least ?? "", unit: account.unit });
  const highest = amountWords({ value: most ?? "", unit: account.unit });
  return [
    {
      line: account.lines.at(-1) ?? null,
      severity: "medium",
      points,
      facts: { account: account.id, site: account.siteName, unit: account.unit, certificates: ordered.map(({ number, base, body }) => ({ number, body, quantity: inAccountUnit(account, base) })) },
      wording: {
        en: `Two certificates for the same production of ${account.siteName} differ: ${low.number} (${low.body.en}) says ${lowest.en}, ${high.number} (${high.body.en}) says ${highest.en}. The lower counts.`,
        zh: `${account.siteName}同一产能的两份证书不一致：${low.number}（${low.body.zh}）为${lowest.zh}，${high.number}（${high.body.zh}）为${highest.zh}。以较低者为准。`,
      },
    },
  ];
}
