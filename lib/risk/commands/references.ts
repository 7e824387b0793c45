import { createHash } from "node:crypto";
import { and, eq, max, sql } from "drizzle-orm";
import { z } from "zod";
import { insertBlock, type BlockTable } from "#db/block";
import type { Transaction } from "#db/client";
import { referencePopulations } from "#db/schema/risk-traced";
import { actorKey, type Actor } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { command } from "#lib/audit/command";
import { tellOfAnswer, tellOfProposal, type Change } from "#lib/notices/commands/seconding";
import { readTable } from "#lib/feeds/table";
import { asciiText, categoryField, countryField, dateField, visibleText } from "#lib/parties/field";
import { resolveSites } from "#lib/parties/queries";
import { readReference, type ReadReference, type ReferenceSample } from "../referenceTable.ts";
import { lookAgainAtCategory } from "./look-again.ts";

/** The largest file of samples. */
export const REFERENCE_BYTES = 900_000;

const proposal = z.strictObject({
  origin: asciiText(60, "a short code of the origin, such as yangcheng-lake"),
  name: z.strictObject({ en: visibleText(100, "the origin in English"), zh: visibleText(100, "the origin in Chinese") }),
  country: countryField,
  sites: z.array(visibleText(200, "a GLN, registration number or name of a site")).max(200).default([]),
  category: categoryField,
  season: z.strictObject({ from: dateField, to: dateField }),
  source: visibleText(500, "who measured, how, and where the samples were taken"),
  reason: visibleText(500, "why it is to be in force"),
  fileName: visibleText(200, "the file's name").default("samples.csv"),
  bytes: z.instanceof(Uint8Array),
});

const answer = z.strictObject({ id: z.int().positive(), answer: z.enum(["confirm", "decline", "withdraw"]), note: z.string().trim().max(500).default("") });

type Row = typeof referencePopulations.$inferSelect;

/** A population as a proposal, or an answer to one, leaves it. */
export type ReferenceAnswer = { readonly id: number; readonly version: number; readonly state: Row["state"]; readonly samples: number };

/**
 * Proposes a reference population out of a table of samples (CSV or XLSX), as the next version of its origin, category and season. The same table proposed again by
 * the same person is the proposal that stands. Throws Refusal: `reference-too-large`, `reference-unreadable` with a problem for each row, `season-crossed`,
 * `unknown-site`, `reference-proposed-already`, `people-only`.
 */
export const proposeReference = command("reference.write", proposal, async ({ tx, actor, now }, { bytes, season, name, sites, ...given }) => {
  demandPerson(actor);
  if (bytes.length > REFERENCE_BYTES) throw new Refusal("bad-input", "reference-too-large", { limit: REFERENCE_BYTES });
  if (season.to <= season.from)
    throw new Refusal("bad-input", "season-crossed", season, [
      { pointer: "/season/to", code: "season-crossed", detail: "the season ends after it begins; its last day is the day before `to`" },
    ]);
  const { markers, samples } = await tableOf(bytes);
  const siteIds = await sitesOf(tx, sites);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const key = and(eq(referencePopulations.origin, given.origin), eq(referencePopulations.category, given.category), eq(referencePopulations.seasonFrom, season.from), eq(referencePopulations.seasonTo, season.to));
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('reference:' || ${`${given.origin} ${given.category} ${season.from} ${season.to}`}, 0))`);
  const [open] = await tx.select().from(referencePopulations).where(and(key, eq(referencePopulations.state, "proposed")));
  const subject = { kind: "reference-population", id: `${given.origin}/${given.category}/${season.from}` };
  if (open !== undefined) {
    if (open.proposedBy !== actorKey(actor) || open.sha256 !== sha256 || open.siteIds.join() !== siteIds.join())
      throw new Refusal("conflict", "reference-proposed-already", { by: open.proposedByName, version: open.version });
    return { result: answerOf(open), audit: { action: "reference.propose", subject, facts: { population: open.id, repeated: true } } };
  }
  const [latest] = await tx.select({ version: max(referencePopulations.version) }).from(referencePopulations).where(key);
  const [made] = await tx.insert(referencePopulations).values({
    ...given, originEn: name.en, originZh: name.zh, siteIds, seasonFrom: season.from, seasonTo: season.to, version: (latest?.version ?? 0) + 1, markers: [...markers], size: samples.length, sha256,
    state: "proposed", proposedBy: actorKey(actor), proposedByName: actor.name, proposedAt: now,
  }).returning();
  if (made === undefined) throw new Error("the reference population was not written");
  await insertBlock(tx, SAMPLES, samples.map((sample, at) => ({ ...sample, no: at + 1, populationId: made.id })));
  await tellOfProposal(tx, populationChange(made), { reason: given.reason, roles: ["supervisor"] }, actor, now);
  return {
    result: answerOf(made),
    audit: {
      action: "reference.propose",
      subject,
      facts: {
        population: made.id,
        version: made.version,
        samples: samples.length,
        markers: markers.map((marker) => `${marker.name} [${marker.unit}]`),
        sites: siteIds,
        sha256,
        source: given.source,
        reason: given.reason,
      },
    },
  };
});

const SAMPLES: BlockTable<ReferenceSample & { readonly no: number; readonly populationId: number }> = {
  name: "reference_samples",
  columns: [
    ["population_id", "bigint", ({ populationId }) => String(populationId)],
    ["no", "integer", ({ no }) => String(no)],
    ["label", "text", ({ label }) => label],
    ["values", "jsonb", ({ values }) => JSON.stringify(values)],
  ],
};

/**
 * Puts a proposed population in force (`confirm`), turns it down (`decline`), or takes the own proposal back (`withdraw`); what comes in force has open declarations
 * assessed again. Repeating one's answer changes nothing. Throws Refusal: `four-eyes` for the proposer, `not-own-proposal`, `reference-unknown`, `reference-answered`, `people-only`.
 */
export const answerReference = command("reference.write", answer, async ({ tx, actor, now }, { id, answer: given, note }) => {
  demandPerson(actor);
  const [row] = await tx.select().from(referencePopulations).where(eq(referencePopulations.id, id)).for("update");
  if (row === undefined) throw new Refusal("not-found", "reference-unknown", { id });
  const own = row.proposedBy === actorKey(actor);
  if (given !== "withdraw" && own) throw new Refusal("forbidden", "four-eyes", { reference: row.origin, by: row.proposedByName });
  if (given === "withdraw" && !own) throw new Refusal("forbidden", "not-own-proposal", { by: row.proposedByName });
  const state = ({ confirm: "confirmed", decline: "declined", withdraw: "withdrawn" } as const)[given];
  const repeated = row.state !== "proposed";
  if (repeated && (row.state !== state || row.answeredBy !== actorKey(actor))) throw new Refusal("conflict", "reference-answered", { by: row.answeredByName ?? row.proposedByName });
  if (!repeated) {
    await tx.update(referencePopulations).set({ state, answeredBy: actorKey(actor), answeredByName: actor.name, answeredAt: now, answerNote: note === "" ? null : note }).where(eq(referencePopulations.id, id));
    if (state === "confirmed") await lookAgainAtCategory(tx, row.category, "reference-set");
    if (given !== "withdraw") await tellOfAnswer(tx, populationChange(row), { confirmed: given === "confirm", note, to: [row.proposedBy] }, actor, now);
  }
  return {
    result: answerOf({ ...row, state }),
    audit: {
      action: `reference.${given}`,
      subject: { kind: "reference-population", id: `${row.origin}/${row.category}/${row.seasonFrom}` },
      facts: { population: id, version: row.version, proposedBy: row.proposedByName, note, repeated },
    },
  };
});

/** A reference population as notices call it. */
export function populationChange({ id, originEn, originZh, version }: Row): Change {
  return { kind: "change", what: { en: `reference population “${originEn}”, version ${version}`, zh: `产地参考样本群“${originZh}”第${version}版` }, href: `/rules/references/${id}` };
}

function answerOf({ id, version, state, size }: Row): ReferenceAnswer {
  return { id, version, state, samples: size };
}

/** Two people are two people: a key proposes and confirms nothing. */
function demandPerson(actor: Actor): void {
  if (actor.kind !== "person") throw new Refusal("forbidden", "people-only", { actor: actor.name });
}

async function tableOf(bytes: Uint8Array): Promise<Extract<ReadReference, { ok: true }>> {
  const read = await readTable(bytes);
  if (!read.ok) throw new Refusal("bad-input", "reference-unreadable", { problems: 1 }, [{ pointer: "", code: read.code, detail: read.detail }]);
  const reference = readReference(read.table);
  if (reference.ok) return reference;
  throw new Refusal(
    "bad-input",
    "reference-unreadable",
    { problems: reference.problems.length },
    reference.problems.map(({ row, column, code, detail }) => ({ pointer: `/rows/${row}${column === "" ? "" : `/${column}`}`, code, detail })),
  );
}

async function sitesOf(tx: Transaction, declared: readonly string[]): Promise<number[]> {
  const found = await resolveSites(tx, declared);
  const unknown = declared.flatMap((text, at) =>
    found.get(text)?.kind === "site" ? [] : [{ pointer: `/sites/${at}`, code: "unknown-site", detail: `no single site is known as ${text}: send its GLN or registration number` }],
  );
  if (unknown.length > 0) throw new Refusal("unprocessable", "unknown-site", { site: unknown.length }, unknown);
  return [...new Set(declared.flatMap((text) => found.get(text)?.kind === "site" ? [(found.get(text) as { readonly id: number }).id] : []))].toSorted((a, b) => a - b);
}
