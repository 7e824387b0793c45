import { useTranslations } from "next-intl";
import { DataList } from "#components/ui/DataList";
import { Timestamp } from "#components/ui/Timestamp";
import { Link } from "../../app/navigation.ts";

type Correction = { readonly eventId: string; readonly stored: boolean };
type Corrections = { readonly declaredAt: string | null; readonly reason: string | null; readonly correctedBy: readonly Correction[]; readonly corrects: readonly Correction[] };

/** How an event was declared to be in error, what corrects it, and what it corrects itself. */
export function CorrectionList({ corrections: { declaredAt, reason, correctedBy, corrects } }: { readonly corrections: Corrections }) {
  const t = useTranslations("quarantine.eventPage");
  return (
    <DataList
      data={[
        ...(declaredAt === null ? [] : [{ label: t("declaredAt"), value: Number.isNaN(Date.parse(declaredAt)) ? declaredAt : <Timestamp at={declaredAt} /> }]),
        ...(reason === null ? [] : [{ label: t("because"), value: t.has(`reasons.${reason}`) ? t(`reasons.${reason}`) : reason }]),
        ...(correctedBy.length === 0 ? [] : [{ label: t("correctedBy"), value: <Events events={correctedBy} /> }]),
        ...(corrects.length === 0 ? [] : [{ label: t("corrects"), value: <Events events={corrects} /> }]),
      ]}
    />
  );
}

function Events({ events }: { readonly events: readonly Correction[] }) {
  const t = useTranslations("quarantine.eventPage");
  return (
    <ul className="flex flex-col gap-0.5">
      {events.map(({ eventId, stored }) => (
        <li key={eventId} className="font-mono text-xs break-all">
          {stored ? (
            <Link href={`/feeds/events/${encodeURIComponent(eventId)}`} className="text-accent underline decoration-line-strong underline-offset-2">
              {eventId}
            </Link>
          ) : (
            <>
              {eventId} <span className="font-sans text-ink-faint">({t("unknownEvent")})</span>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
