import type { Transaction } from "#db/client";
import { Refusal } from "#lib/access/refusal";
import { asHouse } from "#lib/audit/command";
import { scopeKey, type CapacityCertificate } from "#lib/certificates/certificate";
import { certificatesOfSite } from "#lib/certificates/queries";
import { dateIn } from "#lib/measures/period";
import { bindingAccounts, type Account } from "../account.ts";
import { inAccountUnit } from "../answer.ts";
import { chargeOf, type ChargeableLine } from "../charge.ts";
import { judge } from "../judgement.ts";
import { runningSums } from "../queries/sums.ts";
import { linesOfSite, openAccounts } from "../queries/ledger.ts";
import { worse, type Verdict } from "../verdict.ts";
import { planAccounts } from "../queries/planned.ts";

/** What a line's verdict would become; `before` is the verdict now. */
export type Fallen = { readonly declarationId: number; readonly line: number; readonly before: Verdict; readonly after: Verdict };

/** An account before and after: its limit and balance in its own unit, null where nothing limits. */
export type AccountChange = {
  readonly account: number;
  readonly scope: string;
  readonly from: string;
  readonly to: string;
  readonly unit: string;
  readonly declared: string;
  readonly before: string | null;
  readonly after: string | null;
};

/** What falls if a certificate falls: every standing line whose verdict would change, and the accounts it limits. Nothing is written. */
export async function simulateFall(tx: Transaction, siteId: number, number: string, now: Date): Promise<{ readonly lines: Fallen[]; readonly accounts: AccountChange[] }> {
  return asHouse(tx, async () => {
    const certificates = await certificatesOfSite(tx, siteId);
    if (!certificates.some((one) => one.number === number)) throw new Refusal("not-found", "unknown-certificate", { number });
    const open = await openAccounts(tx, [siteId]);
    const planned = await planAccounts(tx, siteId, { today: dateIn(now) }, (all) => all.map((one) => (one.number === number ? fallen(one, now) : one)));
    const changed = open.map((account): Account => {
      const plan = planned.find(
        (one) =>
          one.identity.scopeKey === scopeKey(account.scope) &&
          one.identity.producedFrom === account.from &&
          one.identity.producedTo === account.to &&
          one.identity.dimension === account.dimension,
      );
      return { ...account, segments: plan?.segments ?? [] };
    });
    const sums = await runningSums(tx, siteId);
    const lines = (await linesOfSite(tx, siteId)).flatMap(({ line }): Fallen[] => {
      const [before, after] = [verdictOf(open, line, sums), verdictOf(changed, line, sums)];
      return before === after ? [] : [{ declarationId: line.declarationId, line: line.no, before, after }];
    });
    return { lines, accounts: open.flatMap((account, index) => changeOf(account, changed[index])) };
  });
}

/** The certificate as if it were revoked for every lot of its period. */
function fallen(certificate: CapacityCertificate, now: Date): CapacityCertificate {
  return { ...certificate, decisions: [...certificate.decisions, { decision: "revoke", effective: "0001-01-01", recordedAt: now }] };
}

function verdictOf(accounts: readonly Account[], line: ChargeableLine, sums: ReadonlyMap<string, { readonly declared: bigint; readonly elsewhere: bigint }>): Verdict {
  if (line.effect === "none") return "within";
  const verdicts = bindingAccounts(accounts, line.goods, line.produced).map(({ account, segment }): Verdict => {
    const after = sums.get(`${account.id}:${line.declarationId}:${line.no}`);
    if (after === undefined) return chargeOf(line, account).ok ? "unknown" : "cannot-compare";
    return judge(segment, after);
  });
  return verdicts.length === 0 ? "unknown" : verdicts.reduce(worse);
}

function changeOf(account: Account, changed: Account | undefined): AccountChange[] {
  const limitIn = (one: Account | undefined): string | null => {
    const limited = one?.segments.findLast((segment) => segment.state === "limited");
    return limited === undefined ? null : inAccountUnit(account, limited.limit + limited.reserve - account.declared - account.elsewhere);
  };
  const [before, after] = [limitIn(account), limitIn(changed)];
  return before === after ? [] : [{ account: account.id, scope: scopeKey(account.scope), from: account.from, to: account.to, unit: account.unit, declared: inAccountUnit(account, account.declared), before, after }];
}
