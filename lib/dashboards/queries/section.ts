import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { titlesOf } from "#lib/risk/queries/titles";
import type { MarkKind } from "../figure-mark.ts";
import { namesIn } from "../figure-row.ts";
import type { FigureView, Span } from "../figure-view.ts";
import { bodyFacts, bodyTables, laneFacts, laneTables, overrideFacts, overrideTables, ruleFacts, ruleTables } from "../section-choice.ts";
import { flowFacts, flowTables, timeFacts, timeTables } from "../section-flow.ts";
import { mapFacts, mapTables, overrunFacts, overrunTables } from "../section-goods.ts";
import { grainOf, type Loaded } from "../section-table.ts";
import type { Section, SectionId, SectionTable } from "../section.ts";
import { figuresByDay, figuresByOffice, figuresIn, pastDue, standingOfFigures } from "./figures.ts";

/** What a section reads, and what it makes of it. */
type Making = {
  readonly kinds: readonly MarkKind[];
  readonly series?: readonly MarkKind[];
  readonly offices?: readonly MarkKind[];
  readonly past?: true;
  readonly tables: (now: Loaded, against: Loaded | null, at: Date) => SectionTable[];
  readonly facts: (now: Loaded) => Readonly<Record<string, number>>;
};

const MAKING: Readonly<Record<SectionId, Making>> = {
  flow: { kinds: ["arrived", "closed", "value", "decision", "assigned"], series: ["arrived", "closed"], tables: flowTables, facts: flowFacts },
  time: { kinds: ["open", "due", "turn", "stay"], past: true, tables: timeTables, facts: timeFacts },
  lanes: { kinds: ["arrived", "selected", "examined"], series: ["arrived"], offices: ["arrived", "examined", "open"], tables: laneTables, facts: laneFacts },
  rules: { kinds: ["rule", "alarm"], tables: ruleTables, facts: ruleFacts },
  overrides: { kinds: ["override"], series: ["override"], tables: overrideTables, facts: overrideFacts },
  overruns: { kinds: ["overrun", "origin"], tables: overrunTables, facts: overrunFacts },
  bodies: { kinds: ["body", "exceeded"], tables: bodyTables, facts: bodyFacts },
  map: { kinds: ["origin", "overrun"], tables: mapTables, facts: mapFacts },
};

type Asked = { readonly view: FigureView; readonly locale: "en" | "zh-CN"; readonly now: Date };

/** A section of the dashboards as it stands: a fixed number of statements, over figures alone but for those that fall past their time in the hour that runs. */
export async function sectionOf(tx: Transaction, id: SectionId, { view, locale, now }: Asked): Promise<Section> {
  const making = MAKING[id];
  const [standing, here, there] = await Promise.all([standingOfFigures(tx), load(tx, making, view, now), view.against === null ? null : load(tx, making, view.against, now)]);
  const names = await namesOf(tx, [here, ...(there === null ? [] : [there])], locale);
  const loaded: Loaded = { ...here, names };
  const against: Loaded | null = there === null ? null : { ...there, names };
  return { id, view, standing, facts: making.facts(loaded), tables: making.tables(loaded, against, now) };
}

async function load(tx: Transaction, making: Making, span: Span, now: Date): Promise<Omit<Loaded, "names">> {
  const [rows, series, offices, past, examinable] = await Promise.all([
    figuresIn(tx, making.kinds, span),
    making.series === undefined ? [] : figuresByDay(tx, making.series, span, grainOf(span)),
    making.offices === undefined ? [] : figuresByOffice(tx, making.offices, span),
    making.past === undefined ? new Map<string, number>() : pastDue(tx, span.office, now),
    making.offices === undefined ? new Map<string, number>() : examinableBy(tx),
  ]);
  return { span, rows, series, offices, past, examinable };
}

/** How many examinations each office can do a day, by the setting in force there. */
async function examinableBy(tx: Transaction): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.execute<{ office: string; n: number }>(
    sql`select distinct on (office_code) office_code as office, examinations_per_day as n from selection_settings where state = 'confirmed' order by office_code, id desc`,
  );
  return new Map(rows.map(({ office, n }) => [office, n]));
}

/** The names of the people, producers, bodies, offices, rules and targeting profiles that figures name by their ids. */
async function namesOf(tx: Transaction, loaded: readonly Omit<Loaded, "names">[], locale: "en" | "zh-CN"): Promise<ReadonlyMap<string, string>> {
  const ids = (...kinds: readonly MarkKind[]) => [...new Set(loaded.flatMap(({ rows }) => kinds.flatMap((kind) => namesIn(rows, kind))))].filter((id) => /^\d+$/.test(id));
  const offices = [...new Set(loaded.flatMap((one) => one.offices.map(({ office }) => office)))];
  const [people, sites, bodies] = [ids("decision", "assigned"), ids("overrun").slice(0, 200), ids("body", "exceeded")];
  const zh = locale === "zh-CN";
  const rules = (await titlesOf(tx, loaded.flatMap(({ rows }) => namesIn(rows, "rule")))).map(({ rule, name }) => [`rule:${rule}`, zh ? name.zh : name.en] as const);
  if (people.length + sites.length + bodies.length + offices.length === 0) return new Map(rules);
  const list = (values: readonly string[]) => sql`(select value from jsonb_array_elements_text(${JSON.stringify(values)}::jsonb) as each (value))`;
  const rows = await tx.execute<{ key: string; name: string }>(sql`
    select 'person:' || id as key, ${sql.raw(zh ? "name_zh" : "name")} as name from people where id in (select value::bigint from ${list(people)} as asked (value))
    union all select 'site:' || id, name from sites where id in (select value::bigint from ${list(sites)} as asked (value))
    union all select 'body:' || id, ${sql.raw(zh ? "name_zh" : "name_en")} from organisations where id in (select value::bigint from ${list(bodies)} as asked (value))
    union all select 'office:' || code, ${sql.raw(zh ? "name_zh" : "name_en")} from offices where code in (select value from ${list(offices)} as asked (value))`);
  return new Map([...rules, ...rows.map(({ key, name }) => [key, name] as const)]);
}

/** The offices of the house by code, for choosing one. */
export async function officesToChoose(tx: Transaction, locale: "en" | "zh-CN"): Promise<{ readonly code: string; readonly name: string }[]> {
  const rows = await tx.execute<{ code: string; name: string }>(
    sql`select code, ${sql.raw(locale === "zh-CN" ? "name_zh" : "name_en")} as name from offices where code in (select distinct office from figure_sums where kind = 'arrived' and grain = 'month') order by code limit 500`,
  );
  return [...rows];
}
