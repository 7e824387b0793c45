import type { Transaction } from "#db/client";
import { tellColleagues, tellOrganisations } from "#lib/notices/commands/telling";
import en from "#messages/en/triage.json" with { type: "json" };
import zh from "#messages/zh-CN/triage.json" with { type: "json" };
import type { ConsignmentRow, DecisionRow } from "./consignment.ts";

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

/** Tells who proposed a release or refusal what the second person answered. */
export async function tellProposer(tx: Transaction, row: ConsignmentRow, proposal: DecisionRow, by: number, { confirmed, note }: { readonly confirmed: boolean; readonly note: string }, now: Date): Promise<void> {
  const what = { en: wordOf(en.decision, proposal.decision).toLowerCase(), zh: wordOf(zh.decision, proposal.decision) };
  await tellColleagues(tx, by, [proposal.decidedBy], (name) => ({
    kind: "proposal-answered",
    title: confirmed
      ? { en: `${name.en} seconded: ${what.en} ${row.number}`, zh: `${name.zh}已复核确认：${what.zh} ${row.number}` }
      : { en: `${name.en} turned down: ${what.en} ${row.number}`, zh: `${name.zh}复核退回：${what.zh} ${row.number}` },
    body: { en: note, zh: note },
    href: `/consignments/${encodeURIComponent(row.number)}`,
  }), now);
}

function wordOf(words: Readonly<Record<string, string>>, reason: string): string {
  return words[reason] ?? reason;
}
