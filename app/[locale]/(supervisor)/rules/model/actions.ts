"use server";
import { refresh } from "next/cache";
import { actorOfPage } from "#lib/access/session";
import { compareModel, confirmModel, declineModel, proposeModel, retireModel, trainModel } from "#lib/risk/commands/models";
import { outcomeOf, textOf, type Outcome } from "../../../../outcome.ts";

function changing(work: () => Promise<unknown>): Promise<Outcome> {
  return outcomeOf(async () => {
    await work();
    refresh();
    return undefined;
  });
}

const idOf = (form: FormData): number => Number(textOf(form, "id"));

export async function train(_: Outcome, form: FormData): Promise<Outcome> {
  const office = textOf(form, "office");
  return changing(async () => trainModel(await actorOfPage(), { office: office === "house" ? "" : (office ?? ""), seed: Number(textOf(form, "seed")) }));
}

export async function propose(_: Outcome, form: FormData): Promise<Outcome> {
  return changing(async () => proposeModel(await actorOfPage(), { id: idOf(form), mode: textOf(form, "mode"), reason: textOf(form, "reason") ?? "" }));
}

export async function confirm(_: Outcome, form: FormData): Promise<Outcome> {
  return changing(async () => confirmModel(await actorOfPage(), { id: idOf(form), note: textOf(form, "note") ?? "" }));
}

export async function decline(_: Outcome, form: FormData): Promise<Outcome> {
  return changing(async () => declineModel(await actorOfPage(), { id: idOf(form) }));
}

export async function retire(_: Outcome, form: FormData): Promise<Outcome> {
  return changing(async () => retireModel(await actorOfPage(), { id: idOf(form), reason: textOf(form, "reason") ?? "" }));
}

export async function compare(_: Outcome, form: FormData): Promise<Outcome> {
  return changing(async () => compareModel(await actorOfPage(), { id: idOf(form) }));
}
