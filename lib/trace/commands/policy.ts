import { eq } from "drizzle-orm";
import { z } from "zod";
import { queueJob } from "#db/jobs";
import { yields } from "#db/schema/trace";
import { actorKey } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { command } from "#lib/audit/command";
import { dateField } from "#lib/parties/field";
import { yieldInput } from "../yield.ts";

/** Records a certified yield or unit consumption; every mass balance is reckoned anew. `yield-taken` when the same goods have one from that day. */
export const recordYield = command("policy.write", yieldInput, async ({ tx, actor, now }, input) => {
  const { kind, input: from, output: to, inputQuantity, outputQuantity, source } = input;
  const scopes = { inputKind: from.kind, inputValue: from.value, outputKind: to.kind, outputValue: to.value };
  const [made] = await tx
    .insert(yields)
    .values({
      kind,
      ...scopes,
      inputQuantity: inputQuantity.value,
      inputUnit: inputQuantity.unit,
      outputQuantity: outputQuantity.value,
      outputUnit: outputQuantity.unit,
      source,
      effectiveFrom: input.from,
      effectiveTo: input.to ?? null,
      recordedBy: actorKey(actor),
      recordedByName: actor.name,
      recordedAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: yields.id });
  if (made === undefined) throw new Refusal("conflict", "yield-taken", { input: from.value, output: to.value, from: input.from });
  await queueJob(tx, "yield-changed", {}, { jobKey: "yield-changed" });
  return {
    result: made,
    audit: {
      action: "yield.record",
      subject: { kind: "yield", id: String(made.id) },
      facts: {
        kind,
        input: from.value,
        output: to.value,
        ratio: `${inputQuantity.value} ${inputQuantity.unit} : ${outputQuantity.value} ${outputQuantity.unit}`,
        from: input.from,
        to: input.to ?? null,
        source,
      },
    },
  };
});

/** Ends a yield on a day, once. Refusals: `unknown-yield`; `yield-ended` when it has an end or the day is not after its beginning. */
export const endYield = command("policy.write", z.object({ id: z.int().positive(), to: dateField }), async ({ tx }, { id, to }) => {
  const [standing] = await tx.select().from(yields).where(eq(yields.id, id)).for("update");
  if (standing === undefined) throw new Refusal("not-found", "unknown-yield", { id });
  if (standing.effectiveTo !== null || to <= standing.effectiveFrom) throw new Refusal("conflict", "yield-ended", { from: standing.effectiveFrom, to: standing.effectiveTo ?? to });
  await tx.update(yields).set({ effectiveTo: to }).where(eq(yields.id, id));
  await queueJob(tx, "yield-changed", {}, { jobKey: "yield-changed" });
  return { result: { id }, audit: { action: "yield.end", subject: { kind: "yield", id: String(id) }, facts: { to } } };
});
