import { inUnit } from "#lib/measures/conversion";
import { quantity } from "#lib/measures/quantity";
import { unitOf } from "#lib/measures/unit";
import { showWorking, withUnit, type WorkingStep } from "#lib/measures/working";
import type { Account, Segment } from "./account.ts";
import type { ChargeableLine } from "./charge.ts";
import { excessOf, usedShare, type Standing } from "./judgement.ts";
import { VERDICTS, type LineCapacity, type Verdict } from "./verdict.ts";

/** One account's judgement of one line. `before` and `amount` in base units; `missing` names the fact a comparison lacks. */
export type Judged = {
  readonly account: Account;
  readonly segment: Segment;
  readonly verdict: Verdict;
  readonly before: bigint;
  readonly amount: bigint;
  readonly after: Standing;
  readonly working: readonly WorkingStep[];
  readonly assumptions: readonly string[];
  readonly missing?: string;
};

/** The answer of the account whose verdict is worst; among equals the one used most. All certificates and assumptions are named. */
export function answerOf(judged: readonly Judged[], line: Pick<ChargeableLine, "assumptions" | "packing">): LineCapacity {
  const [deciding] = judged.toSorted((a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) || usedMost(b) - usedMost(a));
  if (deciding === undefined) return unboundAnswer("unknown", line.assumptions, "certified-capacity");
  const { account, segment, after } = deciding;
  const write = (base: bigint): string => inAccountUnit(account, base);
  const compared = deciding.missing === undefined;
  const certificates = [deciding, ...judged].flatMap((one) => one.segment.certificates);
  return {
    verdict: deciding.verdict,
    limit: segment.state === "limited" ? write(segment.limit) : null,
    declaredBefore: write(deciding.before),
    line: compared ? write(deciding.amount) : null,
    declaredAfter: write(after.declared),
    excess: segment.state === "limited" ? write(excessOf(segment, after)) : null,
    used: usedShare(segment, after),
    unit: account.unit,
    elsewhere: write(after.elsewhere),
    reserve: write(segment.reserve),
    account: { id: account.id, from: account.from, to: account.to, scope: `${account.scope.kind}:${account.scope.values.join(",")}` },
    working: workingOf(deciding, line),
    certificates: [...new Set(certificates)],
    assumptions: [...new Set([...line.assumptions, ...deciding.assumptions])],
    ...(deciding.missing === undefined ? {} : { ask: deciding.missing }),
  };
}

/** The answer to a line that no account binds: unknown with whom to ask, or within because it does not count. */
export function unboundAnswer(verdict: Verdict, assumptions: readonly string[], ask?: string): LineCapacity {
  const nothing = { limit: null, declaredBefore: null, line: null, declaredAfter: null, excess: null, used: null, unit: null, elsewhere: null, reserve: null, account: null };
  return { verdict, ...nothing, working: [], certificates: [], assumptions: [...new Set(assumptions)], ...(ask === undefined ? {} : { ask }) };
}

/** Base units in the account's own unit, as an exact decimal. */
export function inAccountUnit(account: Pick<Account, "dimension" | "unit" | "unitPacks">, base: bigint): string {
  const unit = unitOf(account.unit);
  if (unit === undefined) return base.toString();
  const text = inUnit(quantity(account.dimension, base < 0n ? -base : base), unit, account.unitPacks);
  return base < 0n ? `-${text}` : text;
}

function usedMost(one: Judged): number {
  return Number(usedShare(one.segment, one.after) ?? 0);
}

/** The line's own working, the sum on the account against its limit, and for pieces of one product the same in volume or mass. */
function workingOf(judged: Judged, line: Pick<ChargeableLine, "packing">): LineCapacity["working"] {
  const { account, segment, after } = judged;
  const amount = (base: bigint, locale: "en" | "zh"): string => withUnit(inAccountUnit(account, base), account.unit, locale);
  const own = judged.working.length > 0 ? [{ en: showWorking(judged.working, "en"), zh: showWorking(judged.working, "zh") }] : [];
  const limited = segment.state === "limited";
  const sum = {
    en: `${amount(judged.before, "en")} + ${amount(judged.amount, "en")} = ${amount(after.declared, "en")}${limited ? ` of ${amount(segment.limit, "en")} certified` : ""}`,
    zh: `${amount(judged.before, "zh")} + ${amount(judged.amount, "zh")} = ${amount(after.declared, "zh")}${limited ? `，核定产能${amount(segment.limit, "zh")}` : ""}`,
  };
  return [...own, ...(judged.missing === undefined ? [sum] : []), ...inContent(judged, line)];
}

function inContent(judged: Judged, line: Pick<ChargeableLine, "packing">): LineCapacity["working"] {
  const content = line.packing?.base.netContent;
  const { account, segment, after } = judged;
  if (account.dimension !== "items" || account.scope.values.length !== 1 || content === undefined || content.dimension === "items" || segment.state !== "limited" || judged.missing !== undefined) return [];
  const unit = unitOf(content.dimension === "volume" ? "LTR" : "KGM");
  if (unit === undefined) return [];
  const write = (items: bigint, locale: "en" | "zh"): string => withUnit(inUnit(quantity(content.dimension, items * content.base), unit), unit.code, locale);
  return [{ en: `${write(after.declared, "en")} declared against ${write(segment.limit, "en")} certified`, zh: `申报合计${write(after.declared, "zh")}，核定${write(segment.limit, "zh")}` }];
}
