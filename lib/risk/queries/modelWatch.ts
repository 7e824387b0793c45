import { inArray, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { organisations } from "#db/schema/parties";
import type { Baseline } from "../drift.ts";
import { inputDrifts, scoreDrifts, type Difference, type Drift, type LetterCount, type ModelWord, type SideBySide } from "../modelWatch.ts";

/** As many of a model's latest scores are looked at: what a year of a busy office brings. */
const LATEST = 50_000;
const WEEKS = 12;
const INPUT_DAYS = 28;

/** Reads the drift of a model from the scores it gave; a declaration that was assessed again counts once, by its latest. */
export async function driftOf(tx: Transaction, modelId: number, baseline: Baseline, now: Date): Promise<Drift> {
  const latest = sql`
    latest as materialized (select distinct on (declaration_id) declaration_id, chance, inputs, at from (select * from model_scores where model_id = ${modelId} order by id desc limit ${LATEST}) as newest order by declaration_id, id desc)`;
  const [weeks, letters] = await Promise.all([
    tx.execute<{ week: string; part: number; n: number; total: number }>(sql`
      with ${latest}
      select to_char(date_trunc('week', at at time zone 'Asia/Shanghai'), 'YYYY-MM-DD') as week, (select count(*)::int from jsonb_array_elements_text(${JSON.stringify(baseline.score.cuts)}::jsonb) as cut where chance > cut::float8) as part, count(*)::int as n, sum(chance) as total
      from latest where at > ${now.toISOString()}::timestamptz - ${`${WEEKS * 7} days`}::interval group by 1, 2 order by 1`),
    tx.execute<LetterCount>(sql`
      with ${latest}
      select place - 1 as place, substr(inputs, place, 1) as letter, count(*)::int as n from latest cross join generate_series(1, ${baseline.inputs.length}::int) as place
      where at > ${now.toISOString()}::timestamptz - ${`${INPUT_DAYS} days`}::interval group by 1, 2`),
  ]);
  const scored = letters.reduce((sum, { place, n }) => (place === 0 ? sum + n : sum), 0);
  const byWeek = [...Map.groupBy(weeks, ({ week }) => week)].map(([week, parts]) => {
    const counts = baseline.score.shares.map((_, part) => parts.find((one) => one.part === part)?.n ?? 0);
    return { week, counts, mean: parts.reduce((sum, { total }) => sum + total, 0) / counts.reduce((sum, n) => sum + n, 0) };
  });
  return { inputs: inputDrifts(baseline, letters, scored), weeks: scoreDrifts(baseline, byWeek), scored };
}

/** Drift in which importers are called by their names. */
export async function named(tx: Transaction, drift: Drift): Promise<Drift> {
  const ids = drift.inputs.flatMap(({ input, moved: { part } }) => (input === "importer" && part.kind === "code" ? [Number(part.code)] : []));
  if (ids.length === 0) return drift;
  const names = new Map((await tx.select({ id: organisations.id, name: organisations.nameEn }).from(organisations).where(inArray(organisations.id, ids))).map(({ id, name }) => [String(id), name]));
  return {
    ...drift,
    inputs: drift.inputs.map((one) =>
      one.input === "importer" && one.moved.part.kind === "code"
        ? { ...one, moved: { ...one.moved, part: { kind: "code", code: names.get(one.moved.part.code) ?? one.moved.part.code } } }
        : one,
    ),
  };
}

const DIFFERENCES_SHOWN = 12;

/** Holds a model beside another one on the same declarations, by the latest score each gave. */
export async function sideBySide(tx: Transaction, modelId: number, otherId: number): Promise<SideBySide> {
  const both = sql`
    own as (select distinct on (declaration_id) declaration_id, chance from (select * from model_scores where model_id = ${modelId} order by id desc limit ${LATEST}) as newest order by declaration_id, id desc),
    others as (select distinct on (declaration_id) declaration_id, chance from (select * from model_scores where model_id = ${otherId} order by id desc limit ${LATEST}) as newest order by declaration_id, id desc),
    paired as materialized (
      select declaration_id, own.chance, others.chance as other, confirmed, percent_rank() over (order by own.chance desc) <= 0.1 as own_tenth, percent_rank() over (order by others.chance desc) <= 0.1 as other_tenth
      from own join others using (declaration_id) left join declaration_labels using (declaration_id))`;
  const [[counts], differences] = await Promise.all([
    tx.execute<{ n: number; alike: number | null; tenth: number; both: number; labelled: number; own: number; other: number }>(sql`
      with ${both}
      select count(*)::int as n, corr(chance, other) as alike, count(*) filter (where own_tenth)::int as tenth, count(*) filter (where own_tenth and other_tenth)::int as both, count(confirmed)::int as labelled,
        count(*) filter (where confirmed and own_tenth)::int as own, count(*) filter (where confirmed and other_tenth)::int as other from paired`),
    tx.execute<Difference>(
      sql`with ${both} select number, chance, other, confirmed from paired join declarations on declarations.id = declaration_id order by abs(chance - other) desc, number limit ${DIFFERENCES_SHOWN}`,
    ),
  ]);
  return {
    declarations: counts?.n ?? 0, correlation: counts?.alike ?? null, tenth: { size: counts?.tenth ?? 0, both: counts?.both ?? 0 },
    found: { labelled: counts?.labelled ?? 0, own: counts?.own ?? 0, other: counts?.other ?? 0 }, differences: [...differences],
  };
}

/** What the models in force said of a declaration at its latest assessment, the live one first; empty where none did. */
export async function modelWordsOf(tx: Transaction, declarationId: number): Promise<readonly ModelWord[]> {
  const rows = await tx.execute<Omit<ModelWord, "modelId"> & { model: string }>(sql`
    select model_id::text as model, mode, line_no as line, score, chance, points, general, contributions, rest, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at
    from model_scores where declaration_id = ${declarationId} and at = (select at from assessments where declaration_id = ${declarationId} and cause <> 'top-up' order by id desc limit 1) order by mode, id desc`);
  return rows.map(({ model, contributions, ...row }) => ({ ...row, modelId: Number(model), contributions: typeof contributions === "string" ? (JSON.parse(contributions) as ModelWord["contributions"]) : contributions }));
}
