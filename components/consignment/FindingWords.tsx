import { useTranslations } from "next-intl";
import { Timestamp } from "#components/ui/Timestamp";
import type { FalseAlarmReason, OutcomeResult } from "#lib/risk/outcome";
import { Link } from "../../app/navigation.ts";

/** What was said of a finding, as the page shows it. */
export type WordShown = { readonly finding: number; readonly result: OutcomeResult; readonly reason: FalseAlarmReason | null; readonly note: string; readonly byName: string; readonly at: Date };

/** How earlier declarations of the same parties turned out on which the same rule fired. */
export type EarlierShown = { readonly rule: string; readonly confirmed: number; readonly known: number; readonly lastNumber: string };

/** A snooze that holds for a rule on this declaration. */
export type SnoozeShown = { readonly id: number; readonly rule: string; readonly partyKind: "importer" | "site"; readonly partyName: string; readonly until: Date; readonly comment: string; readonly byName: string };

/** Beside one finding: what was said of it, what became of its like, and why it does not count where it is snoozed. */
export function FindingWords({ words, earlier, snooze }: { readonly words: readonly WordShown[]; readonly earlier: EarlierShown | undefined; readonly snooze: SnoozeShown | undefined }) {
  const t = useTranslations("feedback.finding");
  return (
    <div className="flex flex-col gap-0.5 text-table text-ink-soft">
      {snooze === undefined ? null : (
        <p className="text-blue">
          {t("snoozed", { party: snooze.partyName })} <Timestamp at={snooze.until.toISOString()} shape="day" /> · {snooze.comment} ({snooze.byName})
        </p>
      )}
      {words.map((word) => (
        <p key={`${word.byName} ${word.at.toISOString()}`}>
          {word.result === "confirmed"
            ? t("confirmedBy", { by: word.byName })
            : t("falseAlarmBy", { by: word.byName, reason: word.reason === null ? "" : t(`reason.${word.reason}`) })}{" "}
          <Timestamp at={word.at.toISOString()} />
          {word.note === "" ? null : ` · ${word.note}`}
        </p>
      ))}
      {earlier === undefined ? null : (
        <p>
          {t("earlier", { confirmed: earlier.confirmed, known: earlier.known })}{" "}
          <Link href={`/consignments/${encodeURIComponent(earlier.lastNumber)}`} className="text-accent underline">
            {t("last", { number: earlier.lastNumber })}
          </Link>
        </p>
      )}
    </div>
  );
}
