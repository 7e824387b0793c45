"use server";
import { refresh } from "next/cache";
import { chooseLanguage, changeOwnPassword, confirmTotp, enrolTotp, removeTotp } from "#lib/access/commands/own";
import { signOut, signOutElsewhere } from "#lib/access/commands/session";
import { Refusal } from "#lib/access/refusal";
import { actorOfPage, signedInOfPage } from "#lib/access/session";
import { redirect } from "../../../navigation.ts";
import { outcomeOf, textOf, type Outcome } from "../../../outcome.ts";

/** Does something to the own account and shows it anew. */
function changing(work: () => Promise<unknown>): Promise<Outcome> {
  return outcomeOf(async () => {
    await work();
    refresh();
    return undefined;
  });
}

async function here(): Promise<string> {
  return (await signedInOfPage())?.session ?? "";
}

export async function savePassword(_: Outcome, form: FormData): Promise<Outcome> {
  return changing(async () => {
    const wanted = passwordOf(form, "wanted");
    if (wanted !== passwordOf(form, "again")) throw new Refusal("bad-input", "passwords-differ", {}, [{ pointer: "/again", code: "passwords-differ", detail: "again" }]);
    await changeOwnPassword(await actorOfPage(), { present: passwordOf(form, "present"), wanted, session: await here() });
  });
}

export async function beginFactor(): Promise<Outcome> {
  return changing(async () => enrolTotp(await actorOfPage(), {}));
}

export async function confirmFactor(_: Outcome, form: FormData): Promise<Outcome> {
  return changing(async () => confirmTotp(await actorOfPage(), { code: textOf(form, "code") ?? "" }));
}

export async function removeFactor(_: Outcome, form: FormData): Promise<Outcome> {
  return changing(async () => removeTotp(await actorOfPage(), { present: passwordOf(form, "present") }));
}

export async function saveLanguage(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    const locale = textOf(form, "locale") ?? "";
    await chooseLanguage(await actorOfPage(), { locale });
    redirect({ href: "/account", locale });
    return undefined;
  });
}

export async function endSession(_: Outcome, form: FormData): Promise<Outcome> {
  return changing(async () => signOut(await actorOfPage(), { session: textOf(form, "session") ?? "" }));
}

export async function endOtherSessions(): Promise<Outcome> {
  return changing(async () => signOutElsewhere(await actorOfPage(), { session: await here() }));
}

/** A password as it was typed: blanks around it belong to it. */
function passwordOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
