"use server";
import { getLocale } from "next-intl/server";
import { changeOrganisation } from "#lib/access/commands/organisation";
import { listOrganisations } from "#lib/access/queries";
import { reading } from "#lib/audit/command";
import { actorOfPage } from "#lib/access/session";
import { redirect } from "../../../../navigation.ts";
import { outcomeOf, textOf, type Outcome } from "../../../../outcome.ts";

const FOUND = 12;

/** Organisations whose code or name begins with a text, for choosing one. */
export async function findOrganisations(text: string): Promise<{ readonly id: string; readonly label: string; readonly note: string }[]> {
  const found = await reading(await actorOfPage(), "people.manage", (tx) => listOrganisations(tx, { q: text.slice(0, 100), limit: FOUND }));
  const zh = (await getLocale()) === "zh-CN";
  return found.map(({ code, nameEn, nameZh }) => ({ id: code, label: zh ? nameZh : nameEn, note: code }));
}

export async function saveOrganisation(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    const text = (name: string) => textOf(form, name);
    await changeOrganisation(await actorOfPage(), { code: text("code"), nameEn: text("nameEn"), nameZh: text("nameZh"), kind: text("kind"), verified: form.get("verified") !== null });
    redirect({ href: "/admin/organisations", locale: await getLocale() });
    return undefined;
  });
}
