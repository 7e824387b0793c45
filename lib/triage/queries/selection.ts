import { and, asc, desc, eq, gt, gte, inArray, lte, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { people } from "#db/schema/access";
import { offices } from "#db/schema/places";
import { duties, selectionDays, selectionSettings } from "#db/schema/selection";
import { consignments, examinations } from "#db/schema/triage";
import { mayRole } from "#lib/access/permission";
import { addDays, dateIn, type PlainDate } from "#lib/measures/period";
import type { Counts } from "../selection-count.ts";
import type { SelectionSetting } from "../selection.ts";

/** A setting as it was proposed and answered. */
export type SettingRow = typeof selectionSettings.$inferSelect;

/** The settings in force, by office. */
export async function settingsInForce(tx: Transaction): Promise<ReadonlyMap<string, SelectionSetting>> {
  const t = selectionSettings;
  const rows = await tx
    .selectDistinctOn([t.officeCode], { office: t.officeCode, id: t.id, redRate: t.redRate, yellowRate: t.yellowRate, randomRate: t.randomRate, examinationsPerDay: t.examinationsPerDay })
    .from(t)
    .where(eq(t.state, "confirmed"))
    .orderBy(t.officeCode, desc(t.id));
  return new Map(rows.map(({ office, ...setting }) => [office, setting]));
}

/** So many days of an office's sorting are told beside today. */
export const DAYS_TOLD = 30;

/** An office with what it can examine and what it sorted: `days` are those of the last thirty on which something was sorted, the newest first. */
export type OfficeSelection = {
  readonly office: string;
  readonly name: { readonly en: string; readonly zh: string };
  readonly setting: SettingRow | undefined;
  readonly proposal: SettingRow | undefined;
  readonly today: Counts;
  readonly month: Counts;
  /** Hits that were passed over and are open, whatever day they came. */
  readonly waiting: number;
  /** Examinations ordered today. */
  readonly ordered: number;
};

const NOTHING: Counts = { arrivals: 0, mandatory: 0, scored: 0, random: 0, toppedUp: 0, passedOver: 0, passedOverYellow: 0, yellow: 0 };

/** Offices by their codes, each with its setting, its proposal and its counts; those of a list, or all. */
export async function officesSelection(tx: Transaction, now: Date, codes?: readonly string[]): Promise<OfficeSelection[]> {
  const today = dateIn(now);
  const known = await tx.select().from(offices).where(codes === undefined ? undefined : inArray(offices.code, [...codes])).orderBy(asc(offices.code));
  const at = known.map(({ code }) => code);
  if (at.length === 0) return [];
  const settings = await tx
    .selectDistinctOn([selectionSettings.officeCode, selectionSettings.state])
    .from(selectionSettings)
    .where(and(inArray(selectionSettings.officeCode, at), inArray(selectionSettings.state, ["proposed", "confirmed"])))
    .orderBy(selectionSettings.officeCode, selectionSettings.state, desc(selectionSettings.id));
  const days = await countsSince(tx, at, addDays(today, 1 - DAYS_TOLD), today);
  const waiting = await counted(tx, sql`select office_code as office, count(*)::int as count from consignments where office_code in ${at} and open and lane_by = 'passed-over' group by office_code`);
  const ordered = await counted(
    tx,
    sql`select office_code as office, count(*)::int as count from examinations where status <> 'cancelled' and ordered_at >= ${`${today}T00:00:00+08:00`}::timestamptz and office_code in ${at} group by office_code`,
  );
  return known.map(({ code, nameEn, nameZh }) => {
    const own = days.filter((row) => row.officeCode === code);
    return {
      office: code,
      name: { en: nameEn, zh: nameZh },
      setting: settings.find((row) => row.officeCode === code && row.state === "confirmed"),
      proposal: settings.find((row) => row.officeCode === code && row.state === "proposed"),
      today: own.find((row) => row.day === today) ?? NOTHING,
      month: own.reduce((sum, row) => Object.fromEntries((Object.keys(NOTHING) as (keyof Counts)[]).map((name) => [name, sum[name] + row[name]])) as Counts, NOTHING),
      waiting: waiting.get(code) ?? 0,
      ordered: ordered.get(code) ?? 0,
    };
  });
}

/** What an office sorted on each day of a run, both ends in it, the newest first. */
export async function countsSince(tx: Transaction, at: readonly string[], from: PlainDate, to: PlainDate): Promise<(typeof selectionDays.$inferSelect)[]> {
  return tx.select().from(selectionDays).where(and(inArray(selectionDays.officeCode, [...at]), gte(selectionDays.day, from), lte(selectionDays.day, to))).orderBy(desc(selectionDays.day));
}

async function counted(tx: Transaction, statement: ReturnType<typeof sql>): Promise<ReadonlyMap<string, number>> {
  return new Map([...(await tx.execute<{ office: string; count: number }>(statement))].map(({ office, count }) => [office, count]));
}

/** What was proposed for an office, the newest first. */
export async function settingsOf(tx: Transaction, office: string): Promise<SettingRow[]> {
  return tx.select().from(selectionSettings).where(eq(selectionSettings.officeCode, office)).orderBy(desc(selectionSettings.id)).limit(100);
}

/** Hits that an office passed over and that are open, the highest score first. */
export async function passedOverOf(tx: Transaction, office: string, limit: number) {
  return tx
    .select({
      number: consignments.number,
      lane: consignments.lane,
      score: consignments.score,
      status: consignments.status,
      topFinding: consignments.topFinding,
      importerName: consignments.importerName,
      lodgedAt: consignments.lodgedAt,
    })
    .from(consignments)
    .where(and(eq(consignments.officeCode, office), sql`open`, eq(consignments.laneBy, "passed-over")))
    .orderBy(desc(consignments.score), asc(consignments.id))
    .limit(limit);
}

/** A person of an office who may examine, with what they have on a day; `limit` is null for those who are not on duty. */
export type DutyRow = { readonly person: number; readonly name: string; readonly nameZh: string; readonly limit: number | null; readonly assigned: number };

/** The people of an office who may examine, as they stand on the duty list of a day. */
export async function dutyList(tx: Transaction, office: string, day: PlainDate): Promise<DutyRow[]> {
  const staff = await tx
    .select({ id: people.id, name: people.name, nameZh: people.nameZh, role: people.role })
    .from(people)
    .where(and(eq(people.officeCode, office), sql`${people.disabledAt} is null`))
    .orderBy(asc(people.id));
  const list = await tx.select().from(duties).where(and(eq(duties.officeCode, office), eq(duties.day, day), eq(duties.onDuty, true)));
  const assigned = await tx
    .select({ person: examinations.examinerId, count: sql<number>`count(*)::int` })
    .from(examinations)
    .where(and(eq(examinations.examinerDay, day), gt(examinations.examinerId, 0), sql`${examinations.status} <> 'cancelled'`))
    .groupBy(examinations.examinerId);
  return staff
    .filter(({ role }) => mayRole(role, "examination.report"))
    .map(({ id, name, nameZh }) => ({
      person: id,
      name,
      nameZh,
      limit: list.find((row) => row.personId === id)?.examinations ?? null,
      assigned: assigned.find((row) => row.person === id)?.count ?? 0,
    }));
}

/** Everybody who may examine at an office, by their names. */
export async function examinersOf(tx: Transaction): Promise<{ readonly person: number; readonly name: string; readonly office: string }[]> {
  const rows = await tx
    .select({ person: people.id, name: people.name, role: people.role, office: people.officeCode })
    .from(people)
    .where(sql`${people.officeCode} is not null and ${people.disabledAt} is null`)
    .orderBy(asc(people.name));
  return rows.flatMap(({ person, name, role, office }) => (office !== null && mayRole(role, "examination.report") ? [{ person, name, office }] : []));
}
