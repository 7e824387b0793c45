import { sql } from "drizzle-orm";
import { z } from "zod";
import { command } from "#lib/audit/command";

/** The rules whose confirmed findings speak against what a body certified: how much a site can make, and that the goods are its own. */
const SPEAKING = ["volume-over-capacity", "mass-balance", "origin-fingerprint"] as const;

/**
 * Counts for each inspection body its approved certificates, and which of them were contradicted: overrun by what is charged to an account they limit, or a declaration charged
 * there was confirmed and bears a finding about quantity or origin. Extracts are their original's. Rewritten whole; safe to repeat.
 */
export const refreshBodies = command("system.run", z.strictObject({}), async ({ tx, now }) => {
  await tx.execute(sql`delete from body_records`);
  const rows = await tx.execute<{ issuer_id: string }>(sql`
    with counted as (
      select id, issuer_id, site_id, number from capacity_certificates as own
      where extract_of_id is null and exists (select from certificate_decisions where certificate_id = own.id and decision = 'approve')
    ), limiting as (
      select distinct limits.site_id, limits.account_id, certificate.number,
        limits.state = 'limited' and accounts.declared + accounts.elsewhere > limits."limit" + limits.reserve as over
      from account_limits as limits cross join lateral unnest(limits.certificates) as certificate (number)
      join accounts on accounts.site_id = limits.site_id and accounts.id = limits.account_id
    ), against as (
      select distinct postings.site_id, postings.account_id from declaration_labels as labels join postings on postings.declaration_id = labels.declaration_id and postings.kind = 'line'
      where labels.confirmed and exists (
        select from findings as told where told.declaration_id = labels.declaration_id and told.cleared_at is null
          and (told.rule = any(${sql.param([...SPEAKING])}::text[]) or told.rule = 'document-mismatch' and told.facts ->> 'about' = 'more-than-inspected'))
    ), judged as (
      select counted.id, counted.issuer_id, coalesce(bool_or(limiting.over), false) as overrun, coalesce(bool_or(against.account_id is not null), false) as confirmed
      from counted left join limiting on limiting.site_id = counted.site_id and limiting.number = counted.number
      left join against on against.site_id = limiting.site_id and against.account_id = limiting.account_id
      group by counted.id, counted.issuer_id
    )
    insert into body_records (issuer_id, certificates, overrun, confirmed, contradicted, refreshed_at)
    select issuer_id, count(*), count(*) filter (where overrun), count(*) filter (where confirmed), count(*) filter (where overrun or confirmed), ${now.toISOString()}::timestamptz
    from judged group by issuer_id returning issuer_id::text`);
  return { result: rows.length, audit: { action: "bodies.refresh", subject: { kind: "bodies", id: "all" }, facts: { bodies: rows.length } } };
});
