import { getLocale } from "next-intl/server";
import type { Actor } from "#lib/access/actor";
import { listOffices } from "#lib/access/queries";
import { reading } from "#lib/audit/command";

/** The offices a profile may be for, in the reader's language. */
export async function officeChoices(actor: Actor): Promise<{ readonly id: string; readonly label: string }[]> {
  const [offices, en] = [await reading(actor, "profile.write", listOffices), (await getLocale()) === "en"];
  return offices.map(({ code, nameEn, nameZh }) => ({ id: code, label: `${en ? nameEn : nameZh} ${code}` }));
}
