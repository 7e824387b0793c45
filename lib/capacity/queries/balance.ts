import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { Refusal } from "#lib/access/refusal";
import { scopeCovers, scopeKey } from "#lib/certificates/certificate";
import { addDays, dateIn, type PlainDate } from "#lib/measures/period";
import { productsWithPacking } from "#lib/parties/queries";
import { bindingAccounts, segmentAtEnd, type Account, type Binding, type Goods } from "../account.ts";
import { inAccountUnit } from "../answer.ts";
import { gtinsOf } from "../chargeable.ts";
import { excessOf, judge, usedShare, type Standing } from "../judgement.ts";
import { VERDICTS, type Verdict } from "../verdict.ts";
import { planAccounts } from "./planned.ts";
import { openAccounts } from "./ledger.ts";

/** One standing line that an account is charged with; quantities in the account's unit, `by` the declared quantity as written. */
export type Contribution = {
  readonly declaration: string;
  readonly revision: number;
  readonly line: number;
  readonly importer: string;
  readonly office: string;
  readonly lodgedAt: string;
  readonly declared: { readonly value: string; readonly unit: string };
  readonly quantity: string;
  readonly declaredAfter: string;
  readonly verdict: Verdict;
};

/** The balance of the account that binds goods made on a day (`GET /api/v1/capacity/balances`); decimals in `unit`, null where nothing limits. */
export type Balance = {
  readonly verdict: Verdict;
  readonly unit: string | null;
  readonly limit: string | null;
  readonly declared: string | null;
  /** What feeds show sold or shipped elsewhere: a lower bound. */
  readonly elsewhere: string | null;
  readonly reserve: string | null;
  readonly balance: string | null;
  readonly used: string | null;
  readonly excess: string | null;
  readonly certificates: readonly string[];
  readonly contributions: readonly Contribution[];
  readonly contributionsMore: boolean;
  readonly assumptions: readonly string[];
  readonly account: { readonly id: number; readonly scope: string; readonly from: string; readonly to: string } | null;
};

/** What is asked: goods by GTIN or category, made on a day; `asOf` shows what could have been known at that instant. */
export type BalanceAsked = { readonly siteId: number; readonly gtin?: string | undefined; readonly category?: string | undefined; readonly on: string; readonly asOf?: Date | undefined };

const CONTRIBUTIONS_SHOWN = 200;

/** The balance a day's goods are held against; where several accounts bind them, the one whose verdict is worst. */
export async function balanceOf(tx: Transaction, asked: BalanceAsked): Promise<Balance> {
  const goods = await goodsOf(tx, asked);
  const open = asked.asOf === undefined ? await openAccounts(tx, [asked.siteId]) : await accountsAsOf(tx, asked.siteId, asked.asOf);
  const produced = { from: asked.on, to: addDays(asked.on as PlainDate, 1) };
  const candidates = asked.gtin === undefined ? open.filter((account) => account.scope.kind === "category" && scopeCovers(account.scope, goods)) : open;
  const judged = bindingAccounts(candidates, goods, produced).map((binding) => ({ ...binding, standing: standingOn(binding), verdict: judge(binding.segment, standingOn(binding)) }));
  const [deciding] = judged.toSorted((a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict));
  if (deciding === undefined) {
    const nothing = { unit: null, limit: null, declared: null, elsewhere: null, reserve: null, balance: null, used: null, excess: null, account: null };
    return { verdict: "unknown", ...nothing, certificates: [], contributions: [], contributionsMore: false, assumptions: [] };
  }
  const { account, segment, standing, verdict, assumptions } = deciding;
  const contributions = await contributionsOf(tx, account, { limit: CONTRIBUTIONS_SHOWN, asOf: asked.asOf });
  const write = (base: bigint): string => inAccountUnit(account, base);
  const limited = segment.state === "limited";
  return {
    verdict,
    unit: account.unit,
    limit: limited ? write(segment.limit) : null,
    declared: write(standing.declared),
    elsewhere: write(standing.elsewhere),
    reserve: write(segment.reserve),
    balance: limited ? write(segment.limit + segment.reserve - standing.declared - standing.elsewhere) : null,
    used: usedShare(segment, standing),
    excess: limited ? write(excessOf(segment, standing)) : null,
    certificates: segment.certificates,
    contributions: contributions.items,
    contributionsMore: contributions.more,
    assumptions: [...assumptions, ...(standing.elsewhere > 0n ? ["elsewhere-is-a-lower-bound"] : [])],
    account: { id: account.id, scope: scopeKey(account.scope), from: account.from, to: account.to },
  };
  function standingOn(binding: Binding): Standing {
    return { declared: binding.account.declared, elsewhere: binding.account.elsewhere };
  }
}

/** The standing lines of an account, newest first; with `asOf` those known then, each with the verdict that the account's limits of then make of it. */
export async function contributionsOf(tx: Transaction, account: Account, page: { readonly limit: number; readonly asOf?: Date | undefined }): Promise<{ readonly items: Contribution[]; readonly more: boolean }> {
  const known = page.asOf === undefined ? sql`true` : sql`postings.recorded_at <= ${page.asOf.toISOString()}::timestamptz`;
  const rows = await tx.execute<{
    number: string;
    revision: number;
    line_no: number;
    importer: string;
    office_code: string;
    lodged_at: string;
    value: string;
    unit: string;
    amount: string;
    declared_after: string;
    elsewhere_after: string;
    produced_from: string;
    produced_to: string;
    verdict: Verdict;
  }>(sql`
    with newest as (
      select distinct on (declaration_id, line_no) declaration_id, line_no, revision, seq, kind, amount, declared_after, elsewhere_after, produced_from, produced_to, verdict
      from postings where site_id = ${account.siteId} and account_id = ${account.id} and kind <> 'elsewhere' and ${known}
      order by declaration_id, line_no, seq desc
    )
    select declarations.number, newest.revision, newest.line_no, organisations.name_zh as importer, coalesce(revisions.body ->> 'office', '') as office_code,
      revisions.body ->> 'lodgedAt' as lodged_at, line ->> 'value' as value, line ->> 'unit' as unit,
      newest.amount::text as amount, newest.declared_after::text as declared_after, newest.elsewhere_after::text as elsewhere_after,
      newest.produced_from::text as produced_from, newest.produced_to::text as produced_to, newest.verdict
    from newest
    join declarations on declarations.id = newest.declaration_id
    join declaration_revisions revisions on revisions.declaration_id = newest.declaration_id and revisions.revision = newest.revision
    join organisations on organisations.id = declarations.importer_id
    cross join lateral (select entry -> 'quantity' as line from jsonb_array_elements(revisions.body -> 'lines') entry where (entry ->> 'no')::int = newest.line_no) as lines
    where newest.kind = 'line'
    order by newest.seq desc limit ${page.limit + 1}`);
  const verdictThen = (row: (typeof rows)[number]): Verdict => {
    const segment = segmentAtEnd(account, { from: row.produced_from, to: row.produced_to });
    return segment === undefined ? "unknown" : judge(segment, { declared: BigInt(row.declared_after), elsewhere: BigInt(row.elsewhere_after) });
  };
  const items = rows.slice(0, page.limit).map((row): Contribution => ({
    declaration: row.number, revision: row.revision, line: row.line_no, importer: row.importer, office: row.office_code, lodgedAt: row.lodged_at,
    declared: { value: row.value, unit: row.unit },
    quantity: inAccountUnit(account, BigInt(row.amount)),
    declaredAfter: inAccountUnit(account, BigInt(row.declared_after)),
    verdict: page.asOf === undefined ? row.verdict : verdictThen(row),
  }));
  return { items, more: rows.length > page.limit };
}

/** The accounts of a site as they could have been known at an instant: limits from the decisions and policies known then, sums from the postings known then. */
export async function accountsAsOf(tx: Transaction, siteId: number, asOf: Date): Promise<Account[]> {
  const [open, planned] = [await openAccounts(tx, [siteId]), await planAccounts(tx, siteId, { today: dateIn(asOf), asOf })];
  const sums = await tx.execute<{ account_id: bigint; declared_after: string; elsewhere_after: string }>(sql`
    select accounts.id as account_id, newest.declared_after::text, newest.elsewhere_after::text from accounts
    cross join lateral (select declared_after, elsewhere_after from postings
      where postings.site_id = accounts.site_id and postings.account_id = accounts.id and postings.recorded_at <= ${asOf.toISOString()}::timestamptz
      order by recorded_at desc, seq desc limit 1) newest
    where accounts.site_id = ${siteId}`);
  const known = new Map(sums.map((row) => [Number(row.account_id), row]));
  return open.flatMap((account) => {
    const plan = planned.find(
      (one) =>
        one.identity.scopeKey === scopeKey(account.scope) &&
        one.identity.producedFrom === account.from &&
        one.identity.producedTo === account.to &&
        one.identity.dimension === account.dimension,
    );
    const sum = known.get(account.id);
    return plan === undefined
      ? []
      : [
          {
            ...account,
            unit: plan.identity.unit,
            unitPacks: plan.identity.unitPacks,
            segments: plan.segments,
            declared: BigInt(sum?.declared_after ?? 0),
            elsewhere: BigInt(sum?.elsewhere_after ?? 0),
          },
        ];
  });
}

async function goodsOf(tx: Transaction, asked: BalanceAsked): Promise<Goods> {
  if (asked.gtin === undefined) return { gtins: [], category: asked.category ?? "", hsCode: "" };
  const products = await productsWithPacking(tx, [asked.gtin]);
  const product = products.get(asked.gtin);
  if (product === undefined) throw new Refusal("unprocessable", "unknown-product", { gtin: asked.gtin }, [{ pointer: "/gtin", code: "unknown-product", detail: `No product ${asked.gtin} is registered.` }]);
  return { gtins: gtinsOf(asked.gtin, products), category: product.category, hsCode: product.hsCode };
}
