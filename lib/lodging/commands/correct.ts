import { z } from "zod";
import type { Actor } from "#lib/access/actor";
import { parsed } from "#lib/access/parsing";
import { Refusal } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";
import { declarationSchema } from "#lib/consignments/declarationSchema";
import { declarationView } from "#lib/consignments/queries";
import { isSameJson } from "#lib/risk/canonical";
import { LINE_FIELDS, correctedBody, fieldOf, type LineTyped } from "../correction.ts";
import type { Lodged } from "../lodged.ts";
import { lodge } from "./combine.ts";

const text = z.string().max(20_000);
const typedField = z.strictObject(Object.fromEntries(LINE_FIELDS.map((field) => [field, text])) as Record<(typeof LINE_FIELDS)[number], typeof text>) satisfies z.ZodType<LineTyped>;

/** The lines of a declaration as somebody corrected them in a form, and the revision that was seen. */
const correctionInput = z.strictObject({ number: z.string().min(1), revision: z.int().min(0), lines: z.array(typedField).min(1).max(999) });

/**
 * Lodges the corrected lines of a declaration as its next revision, through `lodge`. Throws Refusal: `not-found`, `not-correctable` for what was withdrawn or
 * is reported released, `nothing-changed`, `changed-meanwhile` where another revision stands than the one that was seen; problems are told at the form's fields.
 */
export async function correct(actor: Actor, input: unknown, now = new Date()): Promise<Lodged> {
  const { number, revision, lines } = parsed(correctionInput, input);
  const found = await reading(actor, "declaration.read", (tx) => declarationView(tx, number));
  const standing = found?.revisions.find((one) => one.revision === found.revision)?.body;
  if (standing === undefined) throw new Refusal("not-found", "not-found", { kind: "declaration", id: number });
  if (standing.status !== "lodged") throw new Refusal("conflict", "not-correctable", { number });
  if (standing.revision !== revision) throw new Refusal("precondition", "revised-meanwhile", { number, standing: standing.revision });
  const body = correctedBody(standing, lines, now);
  const read = declarationSchema.safeParse(body);
  if (read.success && isSameJson(read.data.lines, standing.lines)) throw new Refusal("unprocessable", "nothing-changed", { number });
  try {
    return await lodge(actor, body, undefined, revision);
  } catch (error) {
    throw error instanceof Refusal ? atFields(error, number, revision + 1) : error;
  }
}

/** The refusal with its problems at the fields of the form; what has no field there is told as a whole. */
function atFields(refusal: Refusal, number: string, revision: number): Refusal {
  if (refusal.code === "changed-meanwhile" || refusal.code === "revision-differs") return new Refusal("precondition", "revised-meanwhile", { number, standing: Number(refusal.facts["standing"] ?? revision) });
  const errors = refusal.errors.flatMap(({ pointer, ...problem }) => {
    const field = fieldOf(pointer);
    return field === undefined ? [] : [{ ...problem, pointer: `/${field}` }];
  });
  return new Refusal(refusal.kind, errors.length === 0 ? (refusal.errors[0]?.code ?? refusal.code) : refusal.code, refusal.facts, errors);
}
