import { inAccountUnit } from "#lib/capacity/answer";
import { usedShare } from "#lib/capacity/judgement";
import { groupDigits } from "#lib/measures/decimal";
import type { Fact } from "./finding.ts";
import type { Subject, SubjectAccount, Wording } from "./subject.ts";

/** Whose capacity an account holds, as a sentence says it: "this producer and vintage" where a line names that vintage. */
export function accountPeriodWords(account: SubjectAccount, subject: Subject): Wording {
  const year = Number(account.from.slice(0, 4));
  const wholeYear = account.from === `${account.from.slice(0, 4)}-01-01` && account.to === `${String(year + 1).padStart(4, "0")}-01-01`;
  const vintage = subject.lines.some((line) => account.lines.includes(line.no) && line.vintage === year);
  if (wholeYear && vintage) return { en: "this producer and vintage", zh: "该生产企业该年份" };
  if (wholeYear) return { en: `this producer and ${year}`, zh: `该生产企业${year}年` };
  return { en: `this producer and the production period ${account.from} to ${account.to}`, zh: `该生产企业${account.from}至${account.to}生产期` };
}

/** The figures of an account as facts: decimals as text in the account's own unit, and the earlier declarations that share it. */
export function accountFacts(account: SubjectAccount): Record<string, Fact> {
  const write = (base: bigint): string => inAccountUnit(account, base);
  const after = { declared: account.declared, elsewhere: account.elsewhere };
  return {
    account: account.id,
    site: account.siteName,
    scope: `${account.scope.kind}:${account.scope.values.join(",")}`,
    from: account.from,
    to: account.to,
    unit: account.unit,
    limit: write(account.segment.limit),
    reserve: write(account.segment.reserve),
    declared: write(account.declared),
    elsewhere: write(account.elsewhere),
    amount: write(account.amount),
    used: usedShare(account.segment, after),
    certificates: account.segment.certificates,
    lines: account.lines,
    sharing: account.sharing,
  };
}

/** What besides declarations and certificates went into the balance; empty where nothing did. */
export function balanceRemark(account: SubjectAccount): Wording {
  const write = (base: bigint): string => groupDigits(inAccountUnit(account, base));
  const en: string[] = [];
  const zh: string[] = [];
  if (account.elsewhere > 0n) {
    en.push(`at least ${write(account.elsewhere)} more were sold elsewhere`);
    zh.push(`另有至少${write(account.elsewhere)}销往他处`);
  }
  if (account.segment.reserve > 0n) {
    en.push(`${write(account.segment.reserve)} of proven stock are carried over`);
    zh.push(`经核实结转库存${write(account.segment.reserve)}`);
  }
  return en.length === 0 ? { en: "", zh: "" } : { en: ` Counted besides: ${en.join("; ")}.`, zh: `另计：${zh.join("；")}。` };
}
