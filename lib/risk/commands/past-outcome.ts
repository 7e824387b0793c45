import { inArray } from "drizzle-orm";
import { z } from "zod";
import { declarations } from "#db/schema/consignments";
import { outcomes } from "#db/schema/risk-feedback";
import { Refusal, type InputProblem } from "#lib/access/refusal";
import { asHouse, command } from "#lib/audit/command";
import { OUTCOME_RESULTS } from "../outcome.ts";

/** As many outcomes come in one call. */
const MOST = 1_000;

/** Outcomes of examinations that were made before this house was there, or are recorded by another system: by entry number, with the number the other system knows the examination by. */
export const pastOutcomesInput = z.strictObject({
  outcomes: z
    .array(
      z.strictObject({
        number: z.string().min(1).max(40),
        reference: z.string().trim().min(1).max(100),
        result: z.enum(OUTCOME_RESULTS),
        examinedAt: z.iso.datetime({ offset: true }),
        note: z.string().trim().max(2_000).default(""),
      }),
    )
    .min(1)
    .max(MOST),
});

/** How many were taken in, and how many were there already. */
export type TakenOutcomes = { readonly recorded: number; readonly known: number };

/**
 * Takes in outcomes of examinations elsewhere, of declarations within the own scope; they label declarations as the house's own do. One that is there already is left as it is; what the same
 * examination says of the same declaration at a later time stands in its place. Throws Refusal `unknown-declarations`, with a pointer for each, and takes none.
 */
export const recordPastOutcomes = command("outcome.import", pastOutcomesInput, async ({ tx, actor, now }, input) => {
  const by = { by: actor.kind === "system" ? 0 : actor.id, byName: actor.name };
  const found = await tx.select({ id: declarations.id, number: declarations.number, office: declarations.officeCode }).from(declarations).where(inArray(declarations.number, input.outcomes.map(({ number }) => number)));
  const known = new Map(found.map((row) => [row.number, row]));
  const problems = input.outcomes.flatMap(({ number }, at): InputProblem[] => (known.has(number) ? [] : [{ pointer: `/outcomes/${at}/number`, code: "unknown-declaration", detail: `no declaration ${number} is known` }]));
  if (problems.length > 0) throw new Refusal("unprocessable", "unknown-declarations", { count: problems.length }, problems);
  const wanted = input.outcomes.flatMap(({ number, reference, result, examinedAt, note }) => {
    const row = known.get(number);
    return row === undefined ? [] : [{ declarationId: row.id, officeCode: row.office, source: "examination" as const, result, note, reference: `elsewhere:${reference}`, at: new Date(examinedAt), ...by }];
  });
  const late = wanted.findIndex(({ at }) => at > now);
  if (late >= 0) throw new Refusal("bad-input", "examined-later-than-now", {}, [{ pointer: `/outcomes/${late}/examinedAt`, code: "in-the-future", detail: "an examination cannot have ended later than now" }]);
  const fresh = await asHouse(tx, async () => {
    const there = await tx
      .select({ declarationId: outcomes.declarationId, reference: outcomes.reference, at: outcomes.at })
      .from(outcomes)
      .where(
        inArray(
          outcomes.declarationId,
          wanted.map(({ declarationId }) => declarationId),
        ),
      );
    const keys = new Set(there.map(keyOf));
    const missing = wanted.filter((one) => !keys.has(keyOf(one)));
    if (missing.length > 0) await tx.insert(outcomes).values(missing);
    return missing;
  });
  const result: TakenOutcomes = { recorded: fresh.length, known: wanted.length - fresh.length };
  return { result, audit: { action: "outcomes.import", subject: { kind: "outcomes", id: String(wanted.length) }, facts: result } };
});

function keyOf({ declarationId, reference, at }: { readonly declarationId: number; readonly reference: string | null; readonly at: Date }): string {
  return `${declarationId} ${reference} ${at.getTime()}`;
}
