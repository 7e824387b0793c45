import { TriangleAlert } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Table } from "#components/access/Table";
import { Timestamp } from "#components/ui/Timestamp";
import type { ListedEvent } from "#lib/feeds/received";
import { portOf } from "#lib/places/port";
import { Link } from "../../app/navigation.ts";
import { amountWords, countryName } from "../desk/wording.ts";
import { stepWords } from "./step-words.ts";

/** A quantity that is given without a unit counts pieces (EPCIS 2.0 section 7.3.3.3). */
const PIECE = "H87";

/** Events as rows: when, what happened, to what, where, and how much is doubtful about it. */
export function EventTable({ label, events }: { readonly label: string; readonly events: readonly ListedEvent[] }) {
  const [t, step] = [useTranslations("queries.events"), useTranslations("consignment.journey.step")];
  return (
    <Table
      label={label}
      columns={[
        { id: "at", label: t("happened") },
        { id: "step", label: t("step") },
        { id: "what", label: t("what") },
        { id: "place", label: t("place") },
        { id: "recorded", label: t("recorded"), wideOnly: true },
      ]}
      rows={events.map((event) => ({
        id: `${event.eventId} ${String(event.declaresError)}`,
        cells: {
          at: <Timestamp at={event.eventTime.toISOString()} />,
          step: (
            <>
              <Link href={`/feeds/events/${encodeURIComponent(event.eventId)}`} className="font-medium text-accent hover:underline">
                {stepWords(event, step)}
              </Link>
              <span className="block text-xs text-ink-faint">{step.has(event.type) ? step(event.type) : event.type}</span>
              {event.declaresError ? <span className="block text-xs text-red">{t("inError")}</span> : null}
              {event.doubts === 0 ? null : (
                <span className="flex items-center gap-1 text-xs text-yellow">
                  <TriangleAlert aria-hidden className="size-3 shrink-0" />
                  <span className="whitespace-nowrap">{t("doubts", { count: event.doubts })}</span>
                </span>
              )}
            </>
          ),
          what: <Things event={event} />,
          place: <Place place={event.place} />,
          recorded: <Timestamp at={event.recordTime.toISOString()} />,
        },
      }))}
    />
  );
}

function Things({ event }: { readonly event: ListedEvent }) {
  const [t, locale] = [useTranslations("queries.events"), useLocale()];
  if (event.items.length === 0) return <span className="text-ink-faint">{t("nothing")}</span>;
  return (
    <ul className="max-w-96">
      {event.items.map(({ item, quantity, unit }) => (
        <li key={item}>
          <Link href={`/items?id=${encodeURIComponent(item)}`} className="font-mono text-xs break-all hover:underline">
            {item}
          </Link>
          {quantity === null ? null : <span className="ms-2 whitespace-nowrap">{amountWords(quantity, unit ?? PIECE, locale)}</span>}
        </li>
      ))}
      {event.moreItems ? <li className="text-xs text-ink-faint">{t("more")}</li> : null}
    </ul>
  );
}

function Place({ place }: { readonly place: ListedEvent["place"] }) {
  const [t, locale] = [useTranslations("queries.events"), useLocale()];
  if (place === null) return <span className="text-ink-faint">{t("noPlace")}</span>;
  const port = portOf(/:locode:([A-Z]{2}[A-Z2-9]{3})$/.exec(place.key)?.[1] ?? "");
  if (port !== undefined) return <>{locale === "zh-CN" ? port.name.zh : port.name.en}<span className="block text-xs text-ink-faint">{t("port", { code: port.code })}</span></>;
  if (place.site === null) return <code className="font-mono text-xs break-all">{place.key}</code>;
  return (
    <>
      {place.site.name}
      <span className="block text-xs text-ink-faint">{countryName(place.site.country, locale)}</span>
    </>
  );
}
