import { Refusal } from "#lib/access/refusal";
import { bindingAccounts, segmentAtEnd, type Account, type Binding } from "./account.ts";
import { answerOf, unboundAnswer, type Judged } from "./answer.ts";
import { chargeOf, type ChargeableLine } from "./charge.ts";
import { judge } from "./judgement.ts";
import type { LineCapacity, Verdict } from "./verdict.ts";

/** One entry of an account: gapless by (account, seq), with the running sums after it. Amounts in base units. */
export type Posting = {
  readonly siteId: number;
  readonly accountId: number;
  readonly seq: number;
  readonly kind: "line" | "taken-back" | "elsewhere";
  readonly declarationId: number;
  readonly lineNo: number;
  readonly revision: number;
  readonly producedFrom: string;
  readonly producedTo: string;
  readonly amount: bigint;
  readonly declaredAfter: bigint;
  readonly elsewhereAfter: bigint;
  readonly verdict: Verdict;
  readonly recordedAt: Date;
};

/** No account holds more base units than this: a billion cubic metres, a million million tonnes. */
const LARGEST = 10n ** 18n;

/** What a line has on an account at the moment. */
export type Posted = { readonly siteId: number; readonly accountId: number; readonly declarationId: number; readonly lineNo: number; readonly amount: bigint; readonly producedFrom: string; readonly producedTo: string };

/** The answer to an entered line, and the fact that kept it from some account that binds it. */
export type Entered = { readonly answer: LineCapacity; readonly missing: string | null };

type Running = { account: Account; declared: bigint; elsewhere: bigint; seq: number; recordedAt: Date | null };

/**
 * The accounts of some sites, opened under their locks: lines are entered and taken back in order, and everything that has to be
 * written comes out as postings. Pure: it holds no connection and reads no clock.
 */
export class Book {
  readonly postings: Posting[] = [];
  private readonly running: Map<number, Running>;
  private readonly posted = new Map<string, Posted[]>();
  private readonly bySite = new Map<number, Account[]>();

  constructor(accounts: readonly Account[], posted: readonly Posted[]) {
    this.running = new Map(accounts.map((account) => [account.id, { account, declared: account.declared, elsewhere: account.elsewhere, seq: account.lastSeq, recordedAt: account.lastRecordedAt }]));
    for (const account of accounts) this.bySite.set(account.siteId, [...(this.bySite.get(account.siteId) ?? []), account]);
    for (const one of posted) this.remember(one);
  }

  /** Takes back all that a declaration's lines have on the accounts (docs/capacity.md rule 7); `lineNo` narrows it to one line. */
  takeBack(declarationId: number, revision: number, recordedAt: Date, lineNo?: number): void {
    const lines = [...this.posted.entries()].filter(([key]) => (lineNo === undefined ? key.startsWith(`${declarationId}:`) : key === `${declarationId}:${lineNo}`));
    for (const [key, entries] of lines) {
      for (const entry of entries) this.write({ ...entry, amount: -entry.amount, kind: "taken-back", revision }, recordedAt);
      this.posted.delete(key);
    }
  }

  /** Posts a line to every account that binds it and answers its verdict on top of all that stands (rules 1, 4 and 9). */
  enter(siteId: number, line: ChargeableLine, recordedAt: Date): Entered {
    if (line.effect === "none") return { answer: unboundAnswer("within", line.assumptions), missing: null };
    const bindings = bindingAccounts(this.bySite.get(siteId) ?? [], line.goods, line.produced);
    if (bindings.length === 0) return { answer: unboundAnswer("unknown", line.assumptions, "certified-capacity"), missing: null };
    const judged = bindings.map((binding) => this.enterOn(binding, line, recordedAt));
    return { answer: answerOf(judged, line), missing: judged.find((one) => one.missing !== undefined)?.missing ?? null };
  }

  /** The answer a line would get without posting it: for what is known of, but does not count. */
  look(siteId: number, line: ChargeableLine): LineCapacity {
    const bindings = bindingAccounts(this.bySite.get(siteId) ?? [], line.goods, line.produced);
    if (bindings.length === 0) return unboundAnswer("unknown", line.assumptions, "certified-capacity");
    return answerOf(bindings.map((binding) => this.judged(binding, 0n, [], [])), line);
  }

  /** What a line has posted by account. */
  postedBy(declarationId: number, lineNo: number): readonly Posted[] {
    return this.posted.get(`${declarationId}:${lineNo}`) ?? [];
  }

  /** Running sums to write back, for the accounts that moved. */
  moved(): { readonly siteId: number; readonly accountId: number; readonly declared: bigint; readonly elsewhere: bigint; readonly seq: number; readonly recordedAt: Date | null }[] {
    return [...this.running.values()]
      .filter((state) => state.seq !== state.account.lastSeq)
      .map((state) => ({ siteId: state.account.siteId, accountId: state.account.id, declared: state.declared, elsewhere: state.elsewhere, seq: state.seq, recordedAt: state.recordedAt }));
  }

  /** Charges goods that feeds show sold or shipped elsewhere (rule 8); the event and its item stand where a line has its declaration and number. */
  chargeElsewhere(accountId: number, shipment: { readonly event: number; readonly no: number; readonly amount: bigint; readonly producedFrom: string; readonly producedTo: string }, recordedAt: Date): void {
    const state = this.state(accountId);
    this.write(
      {
        siteId: state.account.siteId,
        accountId,
        declarationId: shipment.event,
        lineNo: shipment.no,
        revision: 0,
        amount: shipment.amount,
        producedFrom: shipment.producedFrom,
        producedTo: shipment.producedTo,
        kind: "elsewhere",
      },
      recordedAt,
    );
  }

  private enterOn(binding: Binding, line: ChargeableLine, recordedAt: Date): Judged {
    const charge = chargeOf(line, binding.account);
    if (!charge.ok) return { ...this.judged(binding, 0n, [], binding.assumptions), verdict: "cannot-compare", missing: charge.missing };
    const { siteId, id: accountId } = binding.account;
    const entry = { siteId, accountId, declarationId: line.declarationId, lineNo: line.no, amount: charge.amount, producedFrom: line.produced.from, producedTo: line.produced.to };
    this.write({ ...entry, kind: "line", revision: line.revision }, recordedAt);
    this.remember(entry);
    return this.judged(binding, charge.amount, charge.working, [...binding.assumptions, ...charge.assumptions]);
  }

  private judged(binding: Binding, amount: bigint, working: Judged["working"], assumptions: readonly string[]): Judged {
    const state = this.state(binding.account.id);
    const after = { declared: state.declared, elsewhere: state.elsewhere };
    return { account: binding.account, segment: binding.segment, verdict: judge(binding.segment, after), before: state.declared - amount, amount, after, working, assumptions };
  }

  private write(entry: Omit<Posting, "seq" | "declaredAfter" | "elsewhereAfter" | "verdict" | "recordedAt">, recordedAt: Date): void {
    const state = this.state(entry.accountId);
    if (entry.kind === "elsewhere") state.elsewhere += entry.amount;
    else state.declared += entry.amount;
    if (state.declared > LARGEST || state.elsewhere > LARGEST) throw new Refusal("unprocessable", "account-too-large", { account: entry.accountId });
    state.seq += 1;
    if (state.recordedAt === null || state.recordedAt < recordedAt) state.recordedAt = recordedAt;
    const segment = segmentAtEnd(state.account, { from: entry.producedFrom, to: entry.producedTo });
    const verdict = segment === undefined ? "unknown" : judge(segment, { declared: state.declared, elsewhere: state.elsewhere });
    this.postings.push({ ...entry, seq: state.seq, declaredAfter: state.declared, elsewhereAfter: state.elsewhere, verdict, recordedAt: state.recordedAt });
  }

  private remember(entry: Posted): void {
    const key = `${entry.declarationId}:${entry.lineNo}`;
    this.posted.set(key, [
      ...(this.posted.get(key) ?? []),
      {
        siteId: entry.siteId,
        accountId: entry.accountId,
        declarationId: entry.declarationId,
        lineNo: entry.lineNo,
        amount: entry.amount,
        producedFrom: entry.producedFrom,
        producedTo: entry.producedTo,
      },
    ]);
  }

  private state(accountId: number): Running {
    const state = this.running.get(accountId);
    if (state === undefined) throw new Error(`account ${accountId} is not open in this book`);
    return state;
  }
}
