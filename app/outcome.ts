import { unstable_rethrow } from "next/navigation";
import { randomUUID } from "node:crypto";
import { Refusal } from "#lib/access/refusal";

/** How a form's action went: done (with what it hands back), or refused with the code, its facts, and a code for each field by pointer. */
export type Outcome<Result = undefined> =
  | { readonly state: "none" }
  | { readonly state: "done"; readonly result: Result; readonly id: string }
  | { readonly state: "refused"; readonly code: string; readonly facts: Readonly<Record<string, string | number>>; readonly fields: readonly { readonly pointer: string; readonly code: string }[]; readonly id: string };

/** Runs what a form asks for. An expected no becomes an outcome; anything else is logged under an id that the person is told. */
export async function outcomeOf<Result>(work: () => Promise<Result>): Promise<Outcome<Result>> {
  const id = randomUUID();
  try {
    return { state: "done", result: await work(), id };
  } catch (error) {
    unstable_rethrow(error);
    if (error instanceof Refusal) return { state: "refused", code: error.code, facts: error.facts, fields: error.errors.map(({ pointer, code }) => ({ pointer, code })), id };
    console.error(id, error);
    return { state: "refused", code: "unexpected", facts: { id }, fields: [], id };
  }
}

/** A form's text field, trimmed; undefined when it is empty or missing. */
export function textOf(form: FormData, name: string): string | undefined {
  const value = form.get(name);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}
