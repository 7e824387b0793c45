import { useLocale, useTranslations } from "next-intl";
import { DataList } from "#components/ui/DataList";
import { Tag } from "#components/ui/Tag";
import { endsSoon, standingOf } from "#lib/risk/profileStanding";
import type { ProfileTallies, ProfileVersion } from "#lib/risk/profileRecord";
import { Link } from "../../app/navigation.ts";
import { firstDayOf, lastDayOf } from "./profile-input.ts";
import { ProfileTag } from "./ProfileTag.tsx";

/** What a version of a profile looks for, what a hit means, for whom, from when to when, why; and what it has found. */
export function ProfileView({ row, tallies, now }: { readonly row: ProfileVersion; readonly tallies: ProfileTallies; readonly now: Date }) {
  const [t, severity, en] = [useTranslations("profiles"), useTranslations("triage.severity"), useLocale() === "en"];
  return (
    <section className="panel flex flex-col gap-4 p-4 sm:p-5">
      <div className="flex flex-wrap items-center gap-2">
        <ProfileTag standing={standingOf(row, now)} />
        <Tag tone={row.mode === "shadow" ? "violet" : "neutral"}>{t(`mode.${row.mode}`)}</Tag>
        {endsSoon(row, now) ? <Tag tone="yellow">{t("endsSoon")}</Tag> : null}
      </div>
      <pre tabIndex={0} className="overflow-x-auto rounded-md bg-sunken p-3 font-mono text-table whitespace-pre-wrap">{row.condition}</pre>
      <DataList
        data={[
          { label: t("field.next"), value: en ? row.nextEn : row.nextZh },
          { label: t("field.severity"), value: `${severity(row.severity)} · ${t("points", { points: row.points })}` },
          { label: t("field.offices"), value: row.offices.length === 0 ? t("everyOffice") : row.offices.join(", ") },
          { label: t("field.span"), value: t("span", { from: row.fromAt === null ? t("onceConfirmed") : firstDayOf(row.fromAt), until: lastDayOf(row.untilAt) }) },
          { label: t("field.reason"), value: row.reason },
          { label: t("field.writtenBy"), value: row.writtenByName },
          ...(row.proposedByName === null ? [] : [{ label: t("field.proposedBy"), value: row.proposedByName }]),
          ...(row.answeredByName === null
            ? []
            : [
                {
                  label: row.state === "declined" ? t("field.declinedBy") : t("field.confirmedBy"),
                  value: row.answerNote === null || row.answerNote === "" ? row.answeredByName : `${row.answeredByName}: ${row.answerNote}`,
                },
              ]),
          ...(row.endReason === null ? [] : [{ label: t("field.endReason"), value: row.endReason }]),
        ]}
      />
      <p className="text-table text-pretty text-ink-soft">
        {t("found", { live: tallies.live, shadow: tallies.shadow })} {tallies.live === 0 ? null : tallies.known === 0 ? t("foundNoneKnown") : t("foundKnown", { known: tallies.known, confirmed: tallies.confirmed })}
      </p>
      {tallies.latest.length === 0 ? null : (
        <ul className="flex flex-wrap gap-x-4 gap-y-1 text-table" aria-label={t("foundLatest")}>
          {tallies.latest.map(({ number }) => (
            <li key={number}>
              <Link href={`/consignments/${encodeURIComponent(number)}#findings`} className="text-accent underline underline-offset-2">{number}</Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
