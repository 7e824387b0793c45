"use server";
import { refresh } from "next/cache";
import { actorOfPage } from "#lib/access/session";
import { setDuty } from "#lib/triage/commands/duty";
import { confirmSelection, declineSelection, proposeSelection, withdrawSelection } from "#lib/triage/commands/selection";
import { topUp } from "#lib/triage/commands/top-up";
import type { ToppedUp } from "#lib/triage/selection";
import { rateOf } from "../../../../../components/selection/rate.ts";
import { outcomeOf, textOf, type Outcome } from "../../../../outcome.ts";

const idOf = (form: FormData): number => Number(textOf(form, "id"));

export async function propose(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    const rates = { redRate: rateOf(textOf(form, "redRate")), yellowRate: rateOf(textOf(form, "yellowRate")), randomRate: rateOf(textOf(form, "randomRate")) };
    await proposeSelection(await actorOfPage(), { office: textOf(form, "office"), ...rates, examinationsPerDay: Number(textOf(form, "examinationsPerDay")), reason: textOf(form, "reason") });
    refresh();
    return undefined;
  });
}

export async function confirm(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    await confirmSelection(await actorOfPage(), { id: idOf(form) });
    refresh();
    return undefined;
  });
}

export async function decline(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    await declineSelection(await actorOfPage(), { id: idOf(form), note: textOf(form, "note") });
    refresh();
    return undefined;
  });
}

export async function withdraw(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    await withdrawSelection(await actorOfPage(), { id: idOf(form) });
    refresh();
    return undefined;
  });
}

export async function fill(_: Outcome<ToppedUp>, form: FormData): Promise<Outcome<ToppedUp>> {
  return outcomeOf(async () => {
    const done = await topUp(await actorOfPage(), { office: textOf(form, "office") });
    refresh();
    return done;
  });
}

export async function putOnDuty(_: Outcome, form: FormData): Promise<Outcome> {
  const outcome = await outcomeOf(async () => {
    const people = form.getAll("on").flatMap((person) => (typeof person === "string" ? [{ person: Number(person), examinations: Number(textOf(form, `examinations-${person}`)) }] : []));
    await setDuty(await actorOfPage(), { office: textOf(form, "office"), from: textOf(form, "from"), to: textOf(form, "to"), people });
    refresh();
    return undefined;
  });
  const asked = form.getAll("on").map((person) => (typeof person === "string" ? person : ""));
  const fieldAt = (pointer: string) => pointer.replace(/^\/people\/(\d+)\/examinations$/, (_whole, at: string) => `/examinations-${asked[Number(at)] ?? ""}`);
  return outcome.state === "refused" ? { ...outcome, fields: outcome.fields.map((field) => ({ ...field, pointer: fieldAt(field.pointer) })) } : outcome;
}
