import { listed } from "../amount.ts";
import { defineRule } from "../rule.ts";
import { weight } from "../threshold.ts";

/** The covering certificate was suspended or revoked for the goods' production date. */
export const rule = defineRule({
  id: "certificate-suspended",
  version: 1,
  name: { en: "Certificate suspended or revoked", zh: "证书已暂停或撤销" },
  next: { en: "Hold the goods until the certificate is reinstated or the production date is proven to lie before its suspension.", zh: "暂扣货物，直至证书恢复，或证明生产日期在证书暂停之前。" },
  needs: [],
  thresholds: { points: weight(75) },
  look: (subject, { points }) =>
    subject.accounts
      .filter((account) => account.verdict === "suspended")
      .map((account) => {
        const numbers = listed(account.segment.certificates);
        const several = account.segment.certificates.length > 1;
        return {
          line: account.lines.at(-1) ?? null,
          severity: "high",
          points,
          facts: { account: account.id, site: account.siteName, certificates: account.segment.certificates, since: account.segment.from, until: account.segment.to, lines: account.lines },
          wording: {
            en: `Certificate${several ? "s" : ""} ${numbers.en} of ${account.siteName} ${several ? "do" : "does"} not cover lots produced from ${account.segment.from} on: suspended or revoked.`,
            zh: `${account.siteName}的证书${numbers.zh}已暂停或撤销，不覆盖${account.segment.from}起生产的批次。`,
          },
        };
      }),
});
