import { inAccountUnit } from "#lib/capacity/answer";
import { excessOf } from "#lib/capacity/judgement";
import { groupDigits } from "#lib/measures/decimal";
import { accountFacts, accountPeriodWords, balanceRemark } from "../account-words.ts";
import { amountWords } from "../amount.ts";
import { defineRule, type Seen } from "../rule.ts";
import type { Subject, SubjectAccount, Wording } from "../subject.ts";
import { isBeyond, tolerance, weight } from "../threshold.ts";

/** All that is declared of a producer's production, across importers, offices and months, is more than it is certified to make. */
export const rule = defineRule({
  id: "volume-over-capacity",
  version: 1,
  name: { en: "Declared above certified capacity", zh: "申报数量超出核定产能" },
  next: {
    en: "Hold the goods, compare the declarations that share the capacity, and order an examination of labels and lots.",
    zh: "暂扣货物，比对占用同一产能的各份报关单，并对标签和生产批号下达查验。",
  },
  needs: [],
  mandatory: true,
  thresholds: { excess: tolerance(0, 20, { en: "Tolerated excess over the certified capacity", zh: "超出核定产能的容差" }), points: weight(80) },
  look: (subject, { excess, points }) =>
    subject.accounts
      .filter((account) => account.verdict === "exceeds" && (excess === 0 || isBeyond(excessOf(account.segment, account), account.segment.limit, excess)))
      .map((account) => seen(account, subject, points)),
});

function seen(account: SubjectAccount, subject: Subject, points: number): Seen {
  const before = { declared: account.declared - account.amount, elsewhere: account.elsewhere };
  const excess = excessOf(account.segment, { declared: account.declared, elsewhere: account.elsewhere });
  const excessBefore = excessOf(account.segment, before);
  return {
    line: account.lines.at(-1) ?? null,
    severity: "critical",
    points,
    facts: { ...accountFacts(account), excess: inAccountUnit(account, excess), excessBefore: inAccountUnit(account, excessBefore) },
    wording: sentence(account, subject, excess, excessBefore),
  };
}

function sentence(account: SubjectAccount, subject: Subject, excess: bigint, excessBefore: bigint): Wording {
  const write = (base: bigint): string => groupDigits(inAccountUnit(account, base));
  const words = (base: bigint): string => amountWords({ value: inAccountUnit(account, base), unit: account.unit }).zh;
  const declared = amountWords({ value: inAccountUnit(account, account.declared), unit: account.unit });
  const whose = accountPeriodWords(account, subject);
  const remark = balanceRemark(account);
  const crossed =
    excessBefore === 0n
      ? { en: `this declaration exceeds it by ${write(excess)}`, zh: `本报关单使其超出${words(excess)}` }
      : { en: `it was exceeded by ${write(excessBefore)} before, and this declaration adds ${write(account.amount)}`, zh: `此前已超出${words(excessBefore)}，本报关单再增加${words(account.amount)}` };
  return {
    en: `${declared.en} declared of ${write(account.segment.limit)} certified for ${whose.en}; ${crossed.en}.${remark.en}`,
    zh: `${whose.zh}核定产能${words(account.segment.limit)}，累计申报${declared.zh}；${crossed.zh}。${remark.zh}`,
  };
}
