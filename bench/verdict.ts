import postgres from "postgres";
import { database } from "#db/client";
import { lodge } from "#lib/lodging/commands/combine";
import { openAccounts } from "#lib/capacity/queries/ledger";
import { bindingAccounts } from "#lib/capacity/account";
import { judge } from "#lib/capacity/judgement";
import { misjudged } from "#lib/capacity/commands/rejudge";
import { sql } from "drizzle-orm";
import { BOTTLE, declarationOf, hotAccount, onGround, percentile, report } from "./ground.ts";

/** One verdict beside a primary-key read, at 50 thousand and at 5 million lines; then every account re-judged beside a scan of the table. */
const SIZES = [50_000, 5_000_000];
const LINES_PER_ACCOUNT = 500;
const READS = 2000;

await onGround(async ({ owner }) => {
  const { feed, siteId } = await hotAccount("1000000000");
  await lodge(feed, declarationOf("FIRST", 1));
  const admin = postgres(owner, { max: 1, onnotice: () => undefined });
  const verdictTimes: number[] = [];
  for (const size of SIZES) {
    await fill(admin, size);
    const verdict = await p50(() => database().transaction(async (tx) => verdictOf(await openAccounts(tx, [siteId]))));
    const read = await p50(() => database().transaction(async (tx) => void (await tx.execute(sql`select * from declarations where id = 1`))));
    verdictTimes.push(verdict);
    report(`one verdict at ${size.toLocaleString("en")} lines`, `p50 ${verdict.toFixed(3)} ms`, `p50 ${read.toFixed(3)} ms for a primary-key read`, verdict < 2 * read);
  }
  const [small = 0, large = 0] = verdictTimes;
  report("a verdict at 5 million lines against one at 50 thousand", `${large.toFixed(3)} ms`, `${small.toFixed(3)} ms`, large <= small * 1.1);
  await rejudging(admin);
  await admin.end();
});

function verdictOf(accounts: Awaited<ReturnType<typeof openAccounts>>): void {
  for (const { account, segment } of bindingAccounts(accounts, { gtins: [BOTTLE], category: "wine", hsCode: "2204210000" }, { from: "2023-06-01", to: "2023-06-02" })) judge(segment, account);
}

async function p50(once: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < READS; turn++) {
    const began = performance.now();
    await once();
    times.push(performance.now() - began);
  }
  return percentile(times.slice(READS / 10), 0.5);
}

/** Postings of many accounts, each a certificate of its own site, up to `size` lines in all. */
async function fill(admin: postgres.Sql, size: number): Promise<void> {
  const accounts = size / LINES_PER_ACCOUNT;
  await admin`truncate postings`;
  await admin`delete from account_limits where site_id >= 1000`;
  await admin`delete from accounts where site_id >= 1000`;
  await admin`insert into accounts (site_id, id, scope_kind, scope_values, scope_key, produced_from, produced_to, dimension, unit, unit_packs, declared, last_seq)
    overriding system value select 1000 + n, 1000 + n, 'gtins', array[${BOTTLE}], 'gtins:' || ${BOTTLE}, '2023-01-01', '2024-01-01', 'items', 'XBO', 1, ${LINES_PER_ACCOUNT * 10}::int, ${LINES_PER_ACCOUNT}::int from generate_series(1, ${accounts}::int) n`;
  await admin`insert into account_limits (site_id, account_id, produced_from, produced_to, judged_to, state, "limit", reserve, warning_permille, certificates)
    select site_id, id, produced_from, produced_to, 'infinity', 'limited', 4000, 0, 900, array['C'] from accounts where site_id >= 1000`;
  await admin`insert into postings (site_id, account_id, seq, kind, declaration_id, line_no, revision, produced_from, produced_to, amount, declared_after, elsewhere_after, verdict, recorded_at)
    select 1000 + a, 1000 + a, s, 'line', a * ${LINES_PER_ACCOUNT}::bigint + s, 1, 1, '2023-01-01', '2024-01-01', 10, s * 10, 0, case when s * 10 > 4000 then 'exceeds' when s * 10 >= 3600 then 'near' else 'within' end, now()
    from generate_series(1, ${accounts}::int) a, generate_series(1, ${LINES_PER_ACCOUNT}::int) s`;
  await admin`vacuum (analyze) postings`;
  await admin`vacuum (analyze) accounts`;
  await admin`vacuum (analyze) account_limits`;
}

/** Finds, over every account, the lines whose verdict today's limits would change, after one certificate in a thousand has fallen. */
async function rejudging(admin: postgres.Sql): Promise<void> {
  await admin`update account_limits set state = 'suspended' where account_id % 1000 = 0`;
  const changed = misjudged();
  const times = { scan: [] as number[], judge: [] as number[] };
  for (let round = 0; round < 5; round++) {
    times.scan.push(await timed(() => admin`select count(*), sum(amount) from postings`));
    times.judge.push(await timed(() => database().transaction((tx) => tx.execute(changed))));
  }
  const [scan, judged] = [percentile(times.scan, 0.5), percentile(times.judge, 0.5)];
  report("re-judging every account over 5 million lines", `${judged.toFixed(0)} ms`, `${scan.toFixed(0)} ms for the raw scan`, judged <= 1.5 * scan);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
