import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { NotPermitted } from "#components/access/NotPermitted";
import { Section } from "#components/access/Section";
import { CorrectionList } from "#components/feeds/CorrectionList";
import { Doubts } from "#components/feeds/Doubts";
import { EventItems } from "#components/feeds/EventItems";
import { MarkedJson } from "#components/feeds/MarkedJson";
import { MOST_READINGS, SensorTable } from "#components/feeds/SensorTable";
import { LinkButton } from "#components/ui/Button";
import { DataList } from "#components/ui/DataList";
import { PageTitle } from "#components/ui/PageTitle";
import { Timestamp } from "#components/ui/Timestamp";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { lineOf, pointerLines } from "#lib/feeds/pointerLine";
import { correctionsOf, type Corrections } from "#lib/feeds/queries/corrections";
import { shownEvents } from "#lib/feeds/queries/shown";
import type { KnownPlace, ShownEvent } from "#lib/feeds/received";
import { sensorRows } from "#lib/feeds/sensorTable";
import { countryName } from "../../../../../../components/desk/wording.ts";
import { stepWords } from "../../../../../../components/feeds/step-words.ts";
import { Link } from "../../../../../navigation.ts";

type Asked = { readonly params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("feeds"))("event") };
}

/** One event: what happened, when and where, to what, why it is doubted, what corrects it, what was measured, and its body as it is kept. */
export default async function EventPage({ params }: Asked) {
  const actor = await actorOfPage();
  if (!may(actor, "event.read")) return <NotPermitted />;
  const id = decodeURIComponent((await params).id);
  const [events, corrections] = await reading(actor, "event.read", async (tx) => [await shownEvents(tx, id), await correctionsOf(tx, id)] as const);
  const [first] = events;
  if (first === undefined) notFound();
  const [t, step] = [await getTranslations("feeds"), await getTranslations("consignment.journey.step")];
  return (
    <div className="flex flex-col gap-4">
      <PageTitle note={<code className="font-mono text-xs break-all">{id}</code>} actions={<LinkButton href={`/feeds/${encodeURIComponent(first.documentId)}`}>{t("toDocument")}</LinkButton>}>
        {t(events.some(({ declaresError }) => declaresError) ? "eventInError" : "eventFact", { step: stepWords(first, step), doubts: first.problems.length })}
      </PageTitle>
      {events.map((event) => (
        <Shown key={String(event.declaresError)} event={event} corrections={corrections} opened={!may(actor, "capacity.read") ? undefined : "/producers"} checks={may(actor, "truth.read")} />
      ))}
    </div>
  );
}

type ShownProps = { readonly event: ShownEvent; readonly corrections: Corrections; readonly opened: string | undefined; readonly checks: boolean };

async function Shown({ event, corrections, opened, checks }: ShownProps) {
  const [t, page] = [await getTranslations("feeds"), await getTranslations("quarantine.eventPage")];
  const name = event.declaresError ? "declaration" : "event";
  const lines = pointerLines(event.json);
  const marked = new Map(event.problems.flatMap(({ pointer, severity }) => {
    const line = lineOf(lines, pointer);
    return line === undefined ? [] : [[line, severity] as const];
  }));
  const readings = sensorRows(event.json);
  const corrected = corrections.declaredAt !== null || corrections.correctedBy.length > 0 || corrections.corrects.length > 0;
  return (
    <>
      <Section title={t(event.declaresError ? "declaration" : "what")}>
        <Facts event={event} opened={opened} />
      </Section>
      {event.problems.length === 0 ? null : (
        <Section title={page("why")} note={page("whyNote")}>
          <Doubts name={name} problems={event.problems} lineOf={(pointer) => lineOf(lines, pointer)} opens={checks} />
        </Section>
      )}
      {corrected && !event.declaresError ? (
        <Section title={corrections.declaredAt === null ? page("corrections") : page("declaredWrong")}>
          <CorrectionList corrections={corrections} />
        </Section>
      ) : null}
      <Section title={t("items", { count: event.items.length })} note={event.moreItems ? t("moreItems", { count: event.items.length }) : page("spellingsNote")}>
        <EventItems event={event} />
      </Section>
      {readings.length === 0 ? null : (
        <Section title={page("sensors")} note={readings.length > MOST_READINGS ? page("moreReadings", { count: MOST_READINGS }) : undefined}>
          <SensorTable rows={readings} />
        </Section>
      )}
      <Section title={t("body")} note={t("bodyNote")}>
        <MarkedJson name={name} label={t("body")} json={event.json} marked={marked} />
      </Section>
    </>
  );
}

async function Facts({ event, opened }: { readonly event: ShownEvent; readonly opened: string | undefined }) {
  const t = await getTranslations("feeds");
  const [step, disposition] = [await getTranslations("consignment.journey.step"), await getTranslations("journey.item.dispositions")];
  const coded = (words: string | undefined, code: string) => (words === undefined ? code : <>{words} <code className="font-mono text-xs text-ink-faint">{code}</code></>);
  return (
    <DataList
      columns={2}
      data={[
        { label: t("type"), value: coded([step.has(event.type) ? step(event.type) : event.type, ...(event.action === null ? [] : [t.has(`action.${event.action}`) ? t(`action.${event.action}`) : event.action])].join(" · "), [event.type, event.action].filter((part) => part !== null).join(" · ")) },
        { label: t("happened"), value: <><Timestamp at={event.eventTime.toISOString()} /> <span className="text-ink-faint">({t("offset", { offset: event.eventTimeZoneOffset })})</span></> },
        { label: t("step"), value: event.bizStep === null ? t("notGiven") : coded(step.has(event.bizStep) ? step(event.bizStep) : undefined, event.bizStep) },
        { label: t("disposition"), value: event.disposition === null ? t("notGiven") : coded(disposition.has(event.disposition) ? disposition(event.disposition) : undefined, event.disposition) },
        { label: t("readPoint"), value: <Place place={event.readPoint} opened={opened} /> },
        { label: t("bizLocation"), value: <Place place={event.bizLocation} opened={opened} /> },
        { label: t("recorded"), value: <Timestamp at={event.recordTime.toISOString()} /> },
        { label: t("hash"), value: <Hash event={event} /> },
      ]}
    />
  );
}

/** The hash that was reckoned, and what the id says of it. */
async function Hash({ event: { eventId, hash } }: { readonly event: ShownEvent }) {
  const t = await getTranslations("quarantine.eventPage");
  const said = eventId === hash ? "hashesAgree" : /^ni:/i.test(eventId) ? "hashesDiffer" : "ownId";
  return (
    <>
      <code className="font-mono text-xs break-all">{hash}</code>
      <span className="block text-xs text-ink-soft">{t(said)}</span>
      {said === "hashesDiffer" ? <span className="block text-xs text-ink-soft">{t("claimed")} <code className="font-mono break-all">{eventId}</code></span> : null}
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
      {opened === undefined ? words : <Link href={`${opened}/${place.site.id}`} className="text-accent underline decoration-line-strong underline-offset-2">{words}</Link>} {key}
    </>
  );
}
