import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { NotPermitted } from "#components/access/NotPermitted";
import { Section } from "#components/access/Section";
import { Problems } from "#components/feeds/Problems";
import { LinkButton } from "#components/ui/Button";
import { DataList } from "#components/ui/DataList";
import { PageTitle } from "#components/ui/PageTitle";
import { Timestamp } from "#components/ui/Timestamp";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { shownEvents } from "#lib/feeds/queries/shown";
import type { KnownPlace, ShownEvent } from "#lib/feeds/received";
import { amountWords, countryName } from "../../../../../../components/desk/wording.ts";
import { stepWords } from "../../../../../../components/feeds/step-words.ts";
import { Link } from "../../../../../navigation.ts";

type Asked = { readonly params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("feeds"))("event") };
}

/** One event: what happened, when and where, to what, what is doubtful about it, and its body as it is kept. */
export default async function EventPage({ params }: Asked) {
  const actor = await actorOfPage();
  if (!may(actor, "event.read")) return <NotPermitted />;
  const id = decodeURIComponent((await params).id);
  const events = await reading(actor, "event.read", (tx) => shownEvents(tx, id));
  const [first] = events;
  if (first === undefined) notFound();
  const [t, step] = [await getTranslations("feeds"), await getTranslations("consignment.journey.step")];
  return (
    <div className="flex flex-col gap-4">
      <PageTitle note={<code className="font-mono text-xs break-all">{id}</code>} actions={<LinkButton href={`/feeds/${encodeURIComponent(first.documentId)}`}>{t("toDocument")}</LinkButton>}>
        {t(events.some(({ declaresError }) => declaresError) ? "eventInError" : "eventFact", { step: stepWords(first, step), doubts: first.problems.length })}
      </PageTitle>
      {events.map((event) => (
        <Shown key={String(event.declaresError)} event={event} opened={!may(actor, "capacity.read") ? undefined : "/producers"} />
      ))}
    </div>
  );
}

async function Shown({ event, opened }: { readonly event: ShownEvent; readonly opened: string | undefined }) {
  const [t, locale] = [await getTranslations("feeds"), await getLocale()];
  return (
    <>
      <Section title={t(event.declaresError ? "declaration" : "what")}>
        <DataList
          columns={2}
          data={[
            { label: t("type"), value: [event.type, event.action].filter((part) => part !== null).join(" · ") },
            { label: t("happened"), value: <><Timestamp at={event.eventTime.toISOString()} /> <span className="text-ink-faint">({t("offset", { offset: event.eventTimeZoneOffset })})</span></> },
            { label: t("step"), value: event.bizStep ?? t("notGiven") },
            { label: t("disposition"), value: event.disposition ?? t("notGiven") },
            { label: t("readPoint"), value: <Place place={event.readPoint} opened={opened} /> },
            { label: t("bizLocation"), value: <Place place={event.bizLocation} opened={opened} /> },
            { label: t("recorded"), value: <Timestamp at={event.recordTime.toISOString()} /> },
            { label: t("hash"), value: <code className="font-mono text-xs break-all">{event.hash}</code> },
          ]}
        />
      </Section>
      {event.problems.length === 0 ? null : (
        <Section title={t("problems")} note={t("problemsNote")}>
          <Problems problems={event.problems} />
        </Section>
      )}
      <Section title={t("items", { count: event.items.length })} note={event.moreItems ? t("moreItems", { count: event.items.length }) : undefined}>
        <ul className="flex flex-col gap-1 text-table">
          {event.items.map((item) => (
            <li key={`${item.role} ${item.item}`} className="flex flex-wrap gap-x-3">
              <span className="w-24 text-ink-faint">{t(`role.${item.role}`)}</span>
              <code className="font-mono break-all">{item.item}</code>
              {item.quantity === null ? null : <span>{amountWords(item.quantity, item.unit, locale)}</span>}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t("body")} note={t("bodyNote")}>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by the keyboard (WCAG 2.1.1) */}
        <pre role="region" tabIndex={0} aria-label={t("body")} className="max-h-[36rem] overflow-auto rounded-md bg-sunken p-3 font-mono text-xs">
          {event.json}
        </pre>
      </Section>
    </>
  );
}

/** A place by its site, which opens the producer's page where the reader may see it; by its key alone where no site is known. */
async function Place({ place, opened }: { readonly place: KnownPlace | null; readonly opened: string | undefined }) {
  const [t, locale] = [await getTranslations("feeds"), await getLocale()];
  if (place === null) return t("notGiven");
  const key = <code className="font-mono text-xs break-all text-ink-faint">{place.key}</code>;
  if (place.site === null) return key;
  const words = `${place.site.name}, ${countryName(place.site.country, locale)}`;
  return (
    <>
      {opened === undefined ? words : <Link href={`${opened}/${place.site.id}`} className="text-accent hover:underline">{words}</Link>} {key}
    </>
  );
}
