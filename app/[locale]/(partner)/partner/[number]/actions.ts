"use server";
import { revalidatePath } from "next/cache";
import { actorOfPage } from "#lib/access/session";
import { correct } from "#lib/lodging/commands/correct";
import { LINE_FIELDS } from "#lib/lodging/correction";
import { outcomeOf, type Outcome } from "../../../../outcome.ts";

/** Lodges the corrected lines as the next revision. */
export async function lodgeCorrection(_: Outcome<{ readonly revision: number }>, form: FormData): Promise<Outcome<{ readonly revision: number }>> {
  return outcomeOf(async () => {
    const of = (name: string): string => {
      const value = form.get(name);
      return typeof value === "string" ? value : "";
    };
    const count = Math.min(Number(of("lines")) || 0, 999);
    const lines = Array.from({ length: count }, (__, at) => Object.fromEntries(LINE_FIELDS.map((field) => [field, of(`lines/${at}/${field}`)])));
    const { revision } = await correct(await actorOfPage(), { number: of("number"), revision: Number(of("revision")), lines });
    revalidatePath("/[locale]/partner/[number]", "page");
    return { revision };
  });
}
