import postgres from "postgres";
import { connection } from "#db/client";
import { lodge } from "#lib/lodging/commands/combine";
import { declarationOf, hotAccount, onGround, percentile, report, SITE } from "./ground.ts";

/** Lodging on one hot account by 16 callers, against 16 connections that insert the same rows with no check at all. */
const CALLERS = 16;
const SECONDS = 4;
const ROUNDS = 3;

await onGround(async ({ owner }) => {
  const { feed, siteId } = await hotAccount("1000000000");
  await lodge(feed, declarationOf("WARM-UP", 1));
  const unchecked = postgres(owner, { max: CALLERS, onnotice: () => undefined });
  let lodged = 1;
  const rates: { readonly lodging: number[]; readonly inserting: number[] } = { lodging: [], inserting: [] };
  for (let round = 0; round < ROUNDS; round++) {
    rates.inserting.push(await rateOf((caller, turn) => insertUnchecked(unchecked, siteId, `U-${round}-${caller}-${turn}`)));
    rates.lodging.push(await rateOf(async (caller, turn) => {
      await lodge(feed, declarationOf(`L-${round}-${caller}-${turn}`, 1));
      lodged += 1;
    }));
  }
  await unchecked.end();
  const [account] = await connection()<{ declared: bigint; last_seq: number }[]>`select declared, last_seq from accounts where site_id = ${siteId}`;
  const exact = account?.declared === BigInt(lodged) && account.last_seq === lodged;
  const [ours, theirs] = [percentile(rates.lodging, 0.5), percentile(rates.inserting, 0.5)];
  report(
    "lodging on one hot account, 16 callers",
    `${ours.toFixed(0)}/s, ${exact ? "exact" : "NOT exact"} (${lodged} lodged, ${account?.declared ?? 0n} on the account)`,
    `${theirs.toFixed(0)}/s for the same inserts unchecked`,
    exact && ours >= theirs,
  );
});

async function rateOf(once: (caller: number, turn: number) => Promise<void>): Promise<number> {
  const began = performance.now();
  let done = 0;
  await Promise.all(Array.from({ length: CALLERS }, async (_, caller) => {
    for (let turn = 0; performance.now() - began < SECONDS * 1000; turn++) {
      await once(caller, turn);
      done += 1;
    }
  }));
  return (done * 1000) / (performance.now() - began);
}

/** The rows a lodging writes, one transaction a declaration, no lock, no sum, no verdict: what a recorder without the ledger would do. */
async function insertUnchecked(sql: postgres.Sql, siteId: number, number: string): Promise<void> {
  const body = JSON.stringify(declarationOf(number, 1));
  await sql.begin(async (tx) => {
    await tx`select set_config('app.scope', 'all', true)`;
    const [made] = await tx<
      { id: number }[]
    >`insert into declarations (number, revision, status, lodged_at, office_code, trade_mode, importer_id, lodger_organisation_id) values (${number}, 1, 'lodged', now(), '2248', '0110', 1, 1) returning id`;
    const id = made?.id ?? 0;
    await Promise.all([
      tx`insert into declaration_revisions (declaration_id, revision, body, body_hash, lodged_by) values (${id}, 1, ${body}::text::jsonb, ${number}, 'key:3')`,
      tx`insert into declaration_lines (site_id, declaration_id, no, revision, gtin, hs_code, category, declared_site, quantity_value, quantity_unit, lots, vintage, produced_from, produced_to, produced_basis, origin_country, importer_id, lodger_organisation_id, office_code, effect, standing, verdict, lodged_at, declared_at)
        values (${siteId}, ${id}, 1, 1, '03012345000109', '2204210000', 'wine', ${SITE}, '1', 'XBO', '{}', 2023, '2023-01-01', '2024-01-01', 'vintage', 'FR', 1, 1, '2248', 'counts', true, 'within', now(), '2024-05-02T09:00:00+08:00')`,
      tx`insert into line_answers (site_id, declaration_id, revision, no, verdict, answer, recorded_at) values (${siteId}, ${id}, 1, 1, 'within', ${body}::text::jsonb, now())`,
      tx`insert into postings (site_id, account_id, seq, kind, declaration_id, line_no, revision, produced_from, produced_to, amount, declared_after, elsewhere_after, verdict, recorded_at) values (${siteId + 1000}, 1, ${id}, 'line', ${id}, 1, 1, '2023-01-01', '2024-01-01', 1, 0, 0, 'within', now())`,
      tx`insert into audit_entries (actor_kind, actor_id, actor_name, action, subject_kind, subject_id, facts) values ('key', 'key:3', 'feed', 'declaration.lodge', 'declaration', ${number}, '{}')`,
      tx`select queue_job('assess', ${JSON.stringify({ declarations: [id], cause: "lodged" })}::text::json, null, null, null)`,
    ]);
  });
}
