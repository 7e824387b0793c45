"use server";
import { getLocale } from "next-intl/server";
import { refresh } from "next/cache";
import { changePerson, createPerson, resetPassword, setDisabled } from "#lib/access/commands/person";
import { endSessions } from "#lib/access/commands/session";
import { actorOfPage } from "#lib/access/session";
import { NO_OFFICE } from "../../../../../components/access/no-office.ts";
import { redirect } from "../../../../navigation.ts";
import { outcomeOf, textOf, type Outcome } from "../../../../outcome.ts";

function changing(work: () => Promise<unknown>): Promise<Outcome> {
  return outcomeOf(async () => {
    await work();
    refresh();
    return undefined;
  });
}

function personOf(form: FormData): Record<string, string | undefined> {
  const office = textOf(form, "office");
  return { name: textOf(form, "name"), nameZh: textOf(form, "nameZh"), role: textOf(form, "role"), organisation: textOf(form, "organisation"), office: office === NO_OFFICE ? undefined : office };
}

export async function addPerson(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    const { id } = await createPerson(await actorOfPage(), { ...personOf(form), login: textOf(form, "login"), locale: textOf(form, "locale"), password: textOf(form, "password") });
    redirect({ href: `/admin/people/${id}`, locale: await getLocale() });
    return undefined;
  });
}

export async function savePerson(_: Outcome, form: FormData): Promise<Outcome> {
  return changing(async () => changePerson(await actorOfPage(), { ...personOf(form), id: numberOf(form, "id"), version: numberOf(form, "version") }));
}

export async function disablePerson(_: Outcome, form: FormData): Promise<Outcome> {
  return changing(async () => setDisabled(await actorOfPage(), { id: numberOf(form, "id"), disabled: true }));
}

export async function enablePerson(_: Outcome, form: FormData): Promise<Outcome> {
  return changing(async () => setDisabled(await actorOfPage(), { id: numberOf(form, "id"), disabled: false }));
}

export async function givePassword(_: Outcome, form: FormData): Promise<Outcome> {
  return changing(async () => resetPassword(await actorOfPage(), { id: numberOf(form, "id"), password: textOf(form, "password") ?? "", secondFactor: form.get("secondFactor") !== null }));
}

export async function endPersonSessions(_: Outcome, form: FormData): Promise<Outcome> {
  return changing(async () => endSessions(await actorOfPage(), { person: numberOf(form, "id") }));
}

function numberOf(form: FormData, name: string): number {
  return Number(textOf(form, name));
}
