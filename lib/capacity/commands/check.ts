import { asc, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { accounts, ledgerChecks } from "#db/schema/capacity";
import { asHouse, command } from "#lib/audit/command";
import type { Difference } from "../difference.ts";
import { expectedTogether } from "../expected.ts";
import { linesOfSite, openAccounts, postedOnSite } from "../queries/ledger.ts";
import { disagreements } from "../queries/sums.ts";

/**
 * Recomputes every account from its postings, and every posting from the standing lines, and names each difference. Writes nothing but
 * the record of the check: what is wrong is for people to see, not to be healed silently.
 */
export const checkLedger = command("ledger.check", z.object({}), async ({ tx, now }) => {
  const differences = await asHouse(tx, async () => [...(await disagreements(tx)), ...(await misplacedLines(tx))]);
  const [size] = await tx.execute<{ accounts: number; postings: bigint }>(sql`select (select count(*)::int from accounts) as accounts, (select count(*) from postings) as postings`);
  const counted = { accounts: size?.accounts ?? 0, postings: Number(size?.postings ?? 0n) };
  await tx.insert(ledgerChecks).values({ startedAt: now, finishedAt: new Date(), ...counted, differences });
  return { result: { ...counted, differences }, audit: { action: "ledger.check", subject: { kind: "ledger", id: "all" }, facts: { ...counted, differences: differences.length } } };
});

async function misplacedLines(tx: Transaction): Promise<Difference[]> {
  const sites = await tx.selectDistinct({ siteId: accounts.siteId }).from(accounts).orderBy(asc(accounts.siteId));
  const found: Difference[] = [];
  for (const { siteId } of sites) {
    const [open, posted] = [await openAccounts(tx, [siteId]), await postedOnSite(tx, siteId)];
    const recorded = new Map(posted.map((one) => [`${one.accountId}:${one.declarationId}:${one.lineNo}`, one.amount]));
    for (const [line, ...more] of Map.groupBy((await linesOfSite(tx, siteId)).map((one) => one.line), (one) => `${one.declarationId}:${one.no}`).values()) {
      if (line === undefined) continue;
      for (const { accountId, amount } of expectedTogether(open, [line, ...more]).amounts) {
        const key = `${accountId}:${line.declarationId}:${line.no}`;
        const there = recorded.get(key) ?? 0n;
        recorded.delete(key);
        if (there !== amount) found.push({ siteId, accountId, what: `line ${line.declarationId}/${line.no}`, recorded: there.toString(), recomputed: amount.toString() });
      }
    }
    for (const [key, amount] of recorded) {
      const [accountId, ...line] = key.split(":");
      found.push({ siteId, accountId: Number(accountId), what: `line ${line.join("/")}`, recorded: amount.toString(), recomputed: "0" });
    }
  }
  return found;
}
