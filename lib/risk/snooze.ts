import type { Subject } from "./subject.ts";

/** A snooze holds so many days at the most. */
export const LONGEST_SNOOZE_DAYS = 180;

/** Whom a snooze is for: one importer, or one production site. */
export type SnoozedParty = { readonly kind: "importer" | "site"; readonly id: number };

/** A rule's findings about one party do not count until a date (暂停提示): they are recorded and shown, without their points. */
export type Snooze = { readonly id: number; readonly rule: string; readonly party: SnoozedParty; readonly until: Date };

/** The snooze that keeps a rule's findings on a declaration from counting; null where none does. A site's snooze holds where every standing line is of that site. */
export function snoozeOn(rule: string, subject: Pick<Subject, "importer" | "lines">, snoozes: readonly Snooze[], now: Date): number | null {
  const found = snoozes.find((snooze) => snooze.rule === rule && snooze.until > now && concerns(snooze.party, subject));
  return found?.id ?? null;
}

function concerns(party: SnoozedParty, { importer, lines }: Pick<Subject, "importer" | "lines">): boolean {
  if (party.kind === "importer") return importer.id === party.id;
  const standing = lines.filter((line) => line.standing);
  return standing.length > 0 && standing.every(({ site }) => site.kind === "site" && site.id === party.id);
}
