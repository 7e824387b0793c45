import { and, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { insertRows } from "#db/rows";
import { selections } from "#db/schema/selection";
import { consignments } from "#db/schema/triage";
import { isBroken, isMandatory, type Assessment } from "#lib/risk/assess";
import type { Subject } from "#lib/risk/subject";
import { dateIn, type PlainDate } from "#lib/measures/period";
import { fractionOf, isDrawn } from "../draw.ts";
import { statusOnAssessment } from "../desk-row.ts";
import { laneOf, type Selected } from "../lane.ts";
import { settingsInForce } from "../queries/selection.ts";
import { byScore, maySortOtherwise, sorted, type Candidate, type Room, type SelectionSetting } from "../selection.ts";
import type { Counted } from "../selection-count.ts";
import { seedsOf } from "./seeds.ts";
import { roomsHeld, writeCounts } from "./selection-days.ts";

/** A declaration that was assessed and is to be sorted into a lane. */
export type Sortable = { readonly subject: Pick<Subject, "declarationId" | "number" | "revision" | "status" | "office">; readonly assessment: Pick<Assessment, "score" | "findings"> };

type Before = Pick<typeof consignments.$inferSelect, "id" | "status" | "revision" | "lane" | "laneBy">;
type Drawn = { readonly officeCode: string; readonly day: string; readonly selectedOn: string | null; readonly yellowOn: string | null; readonly drawn: boolean };
/** One that is sorted: its office's setting, what was made of it before, and its draw, of which `fresh` is made now. */
type Sorting = { readonly candidate: Candidate; readonly number: string; readonly office: string; readonly setting: SelectionSetting | undefined; readonly draw: Drawn | undefined; readonly fresh: FreshDraw | undefined };
type FreshDraw = Drawn & { readonly setting: number; readonly randomRate: number; readonly fraction: string };

const NO_ROOM: Room = { arrivals: 0, taken: 0, today: 0, yellow: 0 };

/**
 * The lanes of assessed declarations, by their ids. An office without settings sorts by the score alone. Under settings the counts of the
 * office's day are held until the transaction ends, by blocks in which a lane may change and no others. The number of statements does not grow with the block.
 */
export async function selectLanes(tx: Transaction, assessed: readonly Sortable[], now: Date): Promise<ReadonlyMap<number, Selected>> {
  const settings = assessed.length === 0 ? new Map<string, SelectionSetting>() : await settingsInForce(tx);
  if (settings.size === 0) return lanesByScore(tx, assessed);
  const today = dateIn(now);
  const all = await sortingOf(tx, assessed, settings, today, now);
  const byOffice = [...Map.groupBy(all, ({ office }) => office)].map(([office, of]) => ({ office, of, setting: settings.get(office), candidates: of.map(({ candidate }) => candidate) }));
  const moving = byOffice.filter(({ of, setting, candidates }) => setting !== undefined && (of.some(({ fresh }) => fresh !== undefined) || maySortOtherwise(candidates, setting)));
  const rooms = await roomsHeld(tx, moving.flatMap(({ office, of }) => [{ office, day: today }, ...of.flatMap(daysOf)]), today);
  const lanes = new Map(byOffice.flatMap(({ office, of, setting, candidates }) => {
    if (setting === undefined) return candidates.map((one) => [one.id, byScore(one)] as const);
    const room = rooms.get(office) ?? NO_ROOM;
    return [...sorted(candidates, setting, { ...room, arrivals: room.arrivals + of.filter(({ fresh }) => fresh !== undefined).length })];
  }));
  await write(tx, moving.flatMap(({ of }) => of), lanes, today, now);
  return lanes;
}

/** The lanes of a house without settings. What was red when a rule breaks on it is read, for it stays red. */
async function lanesByScore(tx: Transaction, assessed: readonly Sortable[]): Promise<ReadonlyMap<number, Selected>> {
  const broken = assessed.flatMap(({ subject, assessment }) => (isBroken(assessment.findings) ? [subject.declarationId] : []));
  const red = broken.length === 0 ? [] : await tx.select({ id: consignments.id, by: consignments.laneBy }).from(consignments).where(and(inArray(consignments.id, broken), eq(consignments.lane, "red")));
  return new Map<number, Selected>([
    ...assessed.map(({ subject, assessment }): [number, Selected] => [subject.declarationId, { lane: laneOf(assessment.score), by: "score" }]),
    ...red.map(({ id, by }): [number, Selected] => [id, { lane: "red", by }]),
  ]);
}

function daysOf({ draw }: Sorting): { office: string; day: string }[] {
  if (draw === undefined) return [];
  return [draw.day, draw.selectedOn, draw.yellowOn].filter((day) => day !== null).map((day) => ({ office: draw.officeCode, day }));
}

async function sortingOf(tx: Transaction, assessed: readonly Sortable[], settings: ReadonlyMap<string, SelectionSetting>, today: PlainDate, now: Date): Promise<Sorting[]> {
  const ids = assessed.map(({ subject }) => subject.declarationId);
  const [rows, drawn] = await Promise.all([
    tx.select({ id: consignments.id, status: consignments.status, revision: consignments.revision, lane: consignments.lane, laneBy: consignments.laneBy }).from(consignments).where(inArray(consignments.id, ids)),
    tx
      .select({
        id: selections.declarationId,
        officeCode: selections.officeCode,
        day: selections.day,
        selectedOn: selections.selectedOn,
        yellowOn: selections.yellowOn,
        drawn: selections.drawn,
      })
      .from(selections)
      .where(inArray(selections.declarationId, ids)),
  ]);
  const before = new Map<number, Before>(rows.map((row) => [row.id, row]));
  const draws = new Map(drawn.map((row) => [row.id, row]));
  const decided = (subject: Sortable["subject"]) => statusOnAssessment(subject, before.get(subject.declarationId)) !== "to-triage";
  const arrives = ({ subject }: Sortable) => settings.has(subject.office.code) && !draws.has(subject.declarationId) && !decided(subject);
  const seeds = await seedsOf(tx, [...new Set(assessed.filter(arrives).map(({ subject }) => subject.office.code))], today, now);
  return assessed.map((one): Sorting => {
    const { subject, assessment } = one;
    const [setting, known, row] = [settings.get(subject.office.code), draws.get(subject.declarationId), before.get(subject.declarationId)];
    const fresh = setting !== undefined && arrives(one) ? freshDraw(subject, setting, seeds.get(subject.office.code), today) : undefined;
    const candidate: Candidate = {
      id: subject.declarationId,
      score: assessment.score,
      mandatory: isMandatory(assessment.findings),
      failed: isBroken(assessment.findings),
      drawn: (fresh ?? known)?.drawn ?? false,
      selected: (known?.selectedOn ?? null) !== null,
      yellow: known !== undefined && row?.lane === "yellow",
      before: row === undefined ? undefined : { lane: row.lane, by: row.laneBy, decided: decided(subject) },
    };
    return { candidate, number: subject.number, office: subject.office.code, setting, draw: fresh ?? known, fresh };
  });
}

function freshDraw({ number, office }: Sortable["subject"], { id, randomRate }: SelectionSetting, seed: string | undefined, today: PlainDate): FreshDraw {
  if (seed === undefined) throw new Error(`no seed was committed for ${office.code} on ${today}`);
  const fraction = fractionOf(seed, number);
  return { officeCode: office.code, day: today, selectedOn: null, yellowOn: null, setting: id, randomRate, fraction, drawn: isDrawn(fraction, randomRate) };
}

async function write(tx: Transaction, all: readonly Sorting[], lanes: ReadonlyMap<number, Selected>, today: PlainDate, now: Date): Promise<void> {
  const moves = all.flatMap((one) => {
    const [to, { before }] = [lanes.get(one.candidate.id), one.candidate];
    if (one.draw === undefined || to === undefined) return [];
    const { officeCode: office, day, selectedOn, yellowOn } = one.draw;
    const from: Counted | undefined = one.fresh !== undefined || before === undefined ? undefined : { lane: before.lane, by: before.by, office, day, selectedOn, yellowOn };
    return [{ one, from, to: { ...to, office, day, selectedOn: placeOf(one, to, selectedOn, today), yellowOn: yellowOf(one, to, one.draw, today) } }];
  });
  await insertRows(tx, [{ table: "selections", rows: moves.flatMap(({ one: { candidate, number, fresh }, to }) => (fresh === undefined ? [] : [drawRow(candidate.id, number, fresh, to.selectedOn, now)])) }]);
  const replaced = moves
    .filter(({ one, from, to }) => one.fresh === undefined && (from?.selectedOn !== to.selectedOn || from.yellowOn !== to.yellowOn))
    .map(({ one, to }) => ({ id: one.candidate.id, day: to.selectedOn, yellow: to.yellowOn }));
  if (replaced.length > 0)
    await tx.execute(
      sql`update selections set selected_on = given.day, yellow_on = given.yellow from jsonb_to_recordset(${JSON.stringify(replaced)}::jsonb) as given (id bigint, day date, yellow date) where declaration_id = given.id`,
    );
  await writeCounts(tx, moves);
}

/** The day on which a declaration has its place among those taken for examination: what a person decided on takes none and keeps what it had. */
function placeOf({ candidate: { before } }: Sorting, to: Selected, had: string | null, today: PlainDate): string | null {
  if (before?.decided === true) return had;
  return to.lane === "red" ? (had ?? today) : null;
}

/** The day on which a declaration came into the yellow lane, null where it is that of its arrival; what is yellow keeps it. */
function yellowOf({ candidate: { before, yellow } }: Sorting, to: Selected, { day, yellowOn }: Drawn, today: PlainDate): string | null {
  if (before?.decided === true || (yellow && to.lane === "yellow")) return yellowOn;
  return to.lane === "yellow" && day !== today ? today : null;
}

function drawRow(id: number, number: string, { officeCode, day, setting, fraction, randomRate, drawn }: FreshDraw, selectedOn: string | null, now: Date): Record<string, unknown> {
  return { declaration_id: id, office_code: officeCode, day, number, setting, fraction, random_rate: randomRate, drawn, at: now.toISOString(), selected_on: selectedOn };
}
