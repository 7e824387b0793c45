import { inAccountUnit } from "#lib/capacity/answer";
import { usedShare } from "#lib/capacity/judgement";
import { groupDigits } from "#lib/measures/decimal";
import { accountFacts, accountPeriodWords, balanceRemark } from "../account-words.ts";
import { amountWords } from "../amount.ts";
import { defineRule, type Seen } from "../rule.ts";
import type { Subject, SubjectAccount } from "../subject.ts";
import { weight } from "../threshold.ts";

/** The certified capacity is almost used up: the policy's warning level is reached, and nothing is above it yet. */
export const rule = defineRule({
  id: "near-capacity",
  version: 1,
  name: { en: "Certified capacity almost used", zh: "核定产能即将用尽" },
  next: { en: "Check the documents; the next declaration of this producer may cross the line.", zh: "审核单证；该生产企业的下一份报关单可能超出产能。" },
  needs: [],
  thresholds: { points: weight(30) },
  look: (subject, { points }) => subject.accounts.filter((account) => account.verdict === "near").map((account) => seen(account, subject, points)),
});

function seen(account: SubjectAccount, subject: Subject, points: number): Seen {
  const declared = amountWords({ value: inAccountUnit(account, account.declared), unit: account.unit });
  const limit = amountWords({ value: inAccountUnit(account, account.segment.limit), unit: account.unit });
  const share = percent(usedShare(account.segment, { declared: account.declared, elsewhere: account.elsewhere }));
  const whose = accountPeriodWords(account, subject);
  const remark = balanceRemark(account);
  return {
    line: account.lines.at(-1) ?? null,
    severity: "medium",
    points,
    facts: accountFacts(account),
    wording: {
      en: `${declared.en} declared of ${groupDigits(inAccountUnit(account, account.segment.limit))} certified for ${whose.en}: ${share} of the capacity is used.${remark.en}`,
      zh: `${whose.zh}核定产能${limit.zh}，累计申报${declared.zh}，已占用${share}。${remark.zh}`,
    },
  };
}

/** A share such as "0.9996" as a percentage rounded down to a tenth, so that 99.96% never reads as all of it. */
function percent(share: string | null): string {
  const tenths = Math.floor(Number(share ?? "0") * 1000 + 1e-9);
  return `${tenths % 10 === 0 ? String(tenths / 10) : (tenths / 10).toFixed(1)}%`;
}
