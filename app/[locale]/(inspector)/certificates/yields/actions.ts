"use server";
import { refresh } from "next/cache";
import { actorOfPage } from "#lib/access/session";
import { endYield, recordYield } from "#lib/trace/commands/policy";
import { outcomeOf, textOf, type Outcome } from "../../../../outcome.ts";

export async function addYield(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    const read = (name: string) => textOf(form, name) ?? "";
    const to = textOf(form, "to");
    await recordYield(await actorOfPage(), {
      kind: read("kind"), input: read("input"), output: read("output"), source: read("source"), from: read("from"), ...(to === undefined ? {} : { to }),
      inputQuantity: { value: read("inputQuantity/value"), unit: read("inputUnit") }, outputQuantity: { value: read("outputQuantity/value"), unit: read("outputUnit") },
    });
    refresh();
    return undefined;
  });
}

export async function finishYield(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    await endYield(await actorOfPage(), { id: Number(textOf(form, "id")), to: textOf(form, "to") ?? "" });
    refresh();
    return undefined;
  });
}
