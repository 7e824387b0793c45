import { getLocale } from "next-intl/server";
import type { Actor } from "#lib/access/actor";
import { calledInChinese } from "#lib/access/called";
import type { Permission } from "#lib/access/permission";
import { namesFor } from "#lib/access/queries";
import { reading } from "#lib/audit/command";

/** Reads for a screen as `reading` does: on a Chinese one people are called by their Chinese names. */
export async function readingHere<Read>(actor: Actor, permission: Permission, work: (...given: Parameters<Parameters<typeof reading<Read>>[2]>) => Promise<Read>): Promise<Read> {
  const locale = await getLocale();
  return reading(actor, permission, async (tx, scope) => calledInChinese(await work(tx, scope), await namesFor(tx, locale)));
}
