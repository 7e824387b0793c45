import { and, desc, eq, gt, isNull, lte, or, sql } from "drizzle-orm";
import { remembered, type Transaction } from "#db/client";
import { declarations } from "#db/schema/consignments";
import { findings } from "#db/schema/risk";
import { profiles } from "#db/schema/risk-profiles";
import { Refusal } from "#lib/access/refusal";
import { appliedProfile, ruleIdOf, type Profile } from "../profile.ts";
import type { ProfileTallies, ProfileVersion } from "../profileRecord.ts";
import type { AppliedRule } from "../rule.ts";

/** Read conditions by their version's row: what is in force is never rewritten, so each is read once in a process. */
const conditions = remembered(() => new Map<number, AppliedRule>());
const MOST_READ = 500;

/** As many of the declarations a profile found last are named. */
const LATEST_SHOWN = 8;

/** The profiles in force at an instant, as rules; one statement. */
export async function profilesInForce(tx: Transaction, now: Date): Promise<AppliedRule[]> {
  const rows = await tx
    .select()
    .from(profiles)
    .where(and(eq(profiles.state, "confirmed"), gt(profiles.untilAt, now), or(isNull(profiles.fromAt), lte(profiles.fromAt, now)), or(isNull(profiles.endedAt), gt(profiles.endedAt, now))))
    .orderBy(profiles.profile);
  const read = conditions();
  return rows.map((row) => {
    const known = read.get(row.id);
    if (known !== undefined) return known;
    if (read.size >= MOST_READ) read.clear();
    const applied = appliedProfile(profileOf(row));
    read.set(row.id, applied);
    return applied;
  });
}

/** The newest version of a profile as a rule, in force or not, for a back-test. Throws Refusal `unknown-profile`. */
export async function profileRule(tx: Transaction, profile: number): Promise<AppliedRule> {
  const [row] = await tx.select().from(profiles).where(eq(profiles.profile, profile)).orderBy(desc(profiles.version)).limit(1);
  if (row === undefined) throw new Refusal("not-found", "unknown-profile", { profile });
  return appliedProfile(profileOf(row));
}

/** A kept version as the profile it is. */
export function profileOf({ profile, version, nameEn, nameZh, nextEn, nextZh, severity, points, condition, offices, mode }: ProfileVersion): Profile {
  return { id: profile, version, name: { en: nameEn, zh: nameZh }, next: { en: nextEn, zh: nextZh }, severity, points, condition, offices, mode };
}

/** The versions of a profile, newest first; none where there is no such profile. */
export async function profileVersions(tx: Transaction, profile: number): Promise<ProfileVersion[]> {
  return tx.select().from(profiles).where(eq(profiles.profile, profile)).orderBy(desc(profiles.version)).limit(100);
}

/** Profiles by number, newest first, each with the version that tells most: the one in force, and the newest beside it. `after` is the number of the last one shown. */
export async function listProfiles(
  tx: Transaction,
  { limit, after }: { readonly limit: number; readonly after?: number | undefined },
): Promise<{ readonly rows: readonly { readonly newest: ProfileVersion; readonly standing: ProfileVersion | null }[]; readonly next: number | null }> {
  const newest = await tx
    .selectDistinctOn([profiles.profile])
    .from(profiles)
    .where(after === undefined ? undefined : sql`${profiles.profile} < ${after}`)
    .orderBy(desc(profiles.profile), desc(profiles.version))
    .limit(limit + 1);
  const shown = newest.slice(0, limit);
  const confirmed =
    shown.length === 0
      ? []
      : await tx
          .selectDistinctOn([profiles.profile])
          .from(profiles)
          .where(and(eq(profiles.state, "confirmed"), sql`${profiles.profile} between ${shown.at(-1)?.profile ?? 0} and ${shown[0]?.profile ?? 0}`))
          .orderBy(desc(profiles.profile), desc(profiles.version));
  const standing = new Map(confirmed.map((row) => [row.profile, row]));
  return { rows: shown.map((row) => ({ newest: row, standing: standing.get(row.profile) ?? null })), next: newest.length > limit ? (shown.at(-1)?.profile ?? null) : null };
}

/** What a profile has found until now. */
export async function profileTallies(tx: Transaction, profile: number): Promise<ProfileTallies> {
  const rule = ruleIdOf(profile);
  const [row] = await tx.execute<{ live: string; shadow: string; known: string; confirmed: string }>(sql`
    with hit as (select distinct declaration_id from findings where rule = ${rule})
    select count(*) as live, count(label.declaration_id) as known, count(*) filter (where label.confirmed) as confirmed,
      (select count(distinct declaration_id) from shadow_findings where rule = ${rule}) as shadow
    from hit left join declaration_labels label using (declaration_id)`);
  const latest = await tx
    .select({ number: declarations.number, at: findings.firedAt })
    .from(findings)
    .innerJoin(declarations, eq(declarations.id, findings.declarationId))
    .where(eq(findings.rule, rule))
    .orderBy(desc(findings.firedAt))
    .limit(LATEST_SHOWN);
  return { live: Number(row?.live ?? 0), shadow: Number(row?.shadow ?? 0), known: Number(row?.known ?? 0), confirmed: Number(row?.confirmed ?? 0), latest };
}
