import { unstable_rethrow } from "next/navigation";
import { randomUUID } from "node:crypto";
import { getLocale } from "next-intl/server";
import type { Actor } from "#lib/access/actor";
import { calledInChinese } from "#lib/access/called";
import { namesFor } from "#lib/access/queries";
import { Refusal, type InputProblem } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";

/** How a form's action went: done (with what it hands back), or refused with the code, its facts, and a code for each field by pointer. */
export type Outcome<Result = undefined> =
  | { readonly state: "none" }
  | { readonly state: "done"; readonly result: Result; readonly id: string }
  | { readonly state: "refused"; readonly code: string; readonly facts: Readonly<Record<string, string | number>>; readonly fields: readonly FieldRefused[]; readonly id: string };

/** What is wrong with a field: its pointer and a code; with the limit that it passed, of a number or of how long a text or list is. */
export type FieldRefused = { readonly pointer: string; readonly code: string; readonly limit?: Limit };
type Limit = { readonly at: number; readonly of: "number" | "text" | "list" };

/** Who reads how people are called, whoever is refused. */
const SCREEN: Actor = { kind: "system", name: "screen" };

/** Runs what a form asks for. An expected no becomes an outcome, with people called as on the screen's language; anything else is logged under an id that the person is told. */
export async function outcomeOf<Result>(work: () => Promise<Result>): Promise<Outcome<Result>> {
  const id = randomUUID();
  try {
    const result = await work();
    return { state: "done", result: Array.isArray(result) && result.some(isRefused) ? await called(result) : result, id };
  } catch (error) {
    unstable_rethrow(error);
    if (error instanceof Refusal) return { state: "refused", code: error.code, facts: await called(error.facts), fields: error.errors.map(fieldOf), id };
    console.error(id, error);
    return { state: "refused", code: "unexpected", facts: { id }, fields: [], id };
  }
}

/** The limit stands in the detail of what is too big or too small: `expected number to be <=100`, `expected string to have <=120 characters`. */
function fieldOf({ pointer, code, detail }: InputProblem): FieldRefused {
  const [, sort = "", at] = (code === "too-big" || code === "too-small" ? /expected (\w+) to (?:be|have) [<>]=?\s?(-?\d+)/.exec(detail) : null) ?? [];
  if (at === undefined) return { pointer, code };
  return { pointer, code, limit: { at: Number(at), of: sort === "string" ? "text" : sort === "array" || sort === "set" ? "list" : "number" } };
}

/** One row of a bulk action that was refused. */
function isRefused(row: unknown): boolean {
  return typeof row === "object" && row !== null && "ok" in row && row.ok === false;
}

/** What a refusal says, with the names that people have in the language of the screen. */
async function called<Said>(said: Said): Promise<Said> {
  const locale = await getLocale();
  return locale === "en" ? said : calledInChinese(said, await reading(SCREEN, "system.run", (tx) => namesFor(tx, locale)));
}

/** A form's text field, trimmed; undefined when it is empty or missing. */
export function textOf(form: FormData, name: string): string | undefined {
  const value = form.get(name);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}
