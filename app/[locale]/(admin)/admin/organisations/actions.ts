"use server";
import { getLocale } from "next-intl/server";
import { changeOrganisation } from "#lib/access/commands/organisation";
import { actorOfPage } from "#lib/access/session";
import { redirect } from "../../../../navigation.ts";
import { outcomeOf, textOf, type Outcome } from "../../../../outcome.ts";

export async function saveOrganisation(_: Outcome, form: FormData): Promise<Outcome> {
  return outcomeOf(async () => {
    const text = (name: string) => textOf(form, name);
    await changeOrganisation(await actorOfPage(), { code: text("code"), nameEn: text("nameEn"), nameZh: text("nameZh"), kind: text("kind"), verified: form.get("verified") !== null });
    redirect({ href: "/admin/organisations", locale: await getLocale() });
    return undefined;
  });
}
