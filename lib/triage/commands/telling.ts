import type { Transaction } from "#db/client";
import { tellOrganisations } from "#lib/notices/commands/telling";
import en from "#messages/en/triage.json" with { type: "json" };
import zh from "#messages/zh-CN/triage.json" with { type: "json" };
import type { ConsignmentRow } from "./consignment.ts";

/** Tells the people of the importer, and of whoever lodged it, that a correction is asked for, why, and what is to be corrected. */
export async function tellImporters(tx: Transaction, rows: readonly ConsignmentRow[], { reason, asked }: { readonly reason: string; readonly asked: string }, now: Date): Promise<void> {
  const why = { en: wordOf(en.reason, reason), zh: wordOf(zh.reason, reason) };
  await tellOrganisations(tx, rows.map(({ number, importerId, lodgerOrganisationId }) => ({
    told: {
      kind: "correction-requested",
      title: { en: `A correction is asked for: declaration ${number}`, zh: `要求更正：报关单 ${number}` },
      body: { en: asked === "" ? why.en : `${why.en}. ${asked}`, zh: asked === "" ? why.zh : `${why.zh}。${asked}` },
      href: `/partner/${encodeURIComponent(number)}`,
    },
    organisations: [importerId, lodgerOrganisationId],
    role: "partner",
  })), now);
}

function wordOf(words: Readonly<Record<string, string>>, reason: string): string {
  return words[reason] ?? reason;
}
