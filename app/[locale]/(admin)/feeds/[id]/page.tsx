import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { NotPermitted } from "#components/access/NotPermitted";
import { Section } from "#components/access/Section";
import { OutcomeTag } from "#components/feeds/OutcomeTag";
import { Problems } from "#components/feeds/Problems";
import { LinkButton } from "#components/ui/Button";
import { DataList } from "#components/ui/DataList";
import { PageLinks } from "#components/ui/PageLinks";
import { PageTitle } from "#components/ui/PageTitle";
import { Timestamp } from "#components/ui/Timestamp";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { receivedDocument } from "#lib/feeds/queries/capture";
import { quarantineOf } from "#lib/feeds/queries/quarantine";
import { eventsIn, type Received, type ReceivedEvent } from "#lib/feeds/received";
import { readingHere } from "../../../../read.ts";
import { stepWords } from "../../../../../components/feeds/step-words.ts";
import { Link } from "../../../../navigation.ts";

const PAGE = 100;

type Asked = { readonly params: Promise<{ id: string }>; readonly searchParams: Promise<{ readonly from?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("feeds"))("document") };
}

/** One captured document: who sent it and when, and what became of each of its events. */
export default async function DocumentPage({ params, searchParams }: Asked) {
  const actor = await actorOfPage();
  if (!may(actor, "event.read")) return <NotPermitted />;
  const [id, asked] = [decodeURIComponent((await params).id), Number((await searchParams).from ?? 0)];
  const from = Number.isSafeInteger(asked) && asked > 0 ? asked : 0;
  const [found, quarantine] = await readingHere(
    actor,
    "event.read",
    async (tx) => [await receivedDocument(tx, id, { from, limit: PAGE }), may(actor, "quarantine.correct") ? await quarantineOf(tx, id) : undefined] as const,
  );
  if (found === undefined) notFound();
  const [t, tAll] = [await getTranslations("feeds"), await getTranslations("quarantine")];
  const { document, events, next } = found;
  const address = `/feeds/${encodeURIComponent(id)}`;
  return (
    <div className="flex flex-col gap-4">
      <PageTitle
        note={
          document.state === "taken"
            ? t(document.success ? "wholeNote" : document.errorBehaviour === "proceed" ? "inPartsNote" : "nothingNote")
            : tAll(document.state === "waiting" ? "entry.waitingNote" : "entry.failedNote")
        }
        actions={<LinkButton href="/feeds/documents">{t("all")}</LinkButton>}
      >
        {t("documentFact", { count: eventsIn(document.counts), taken: document.counts.accepted + document.counts.warning, rejected: document.counts.rejected, duplicate: document.counts.duplicate })}
      </PageTitle>
      <Section title={t("document")}>
        <Head document={document} />
        {quarantine === undefined ? null : <Kept id={id} quarantine={quarantine} />}
      </Section>
      {document.problems.length === 0 ? null : (
        <Section title={t("problems")}>
          <Problems problems={document.problems} />
        </Section>
      )}
      {events.length === 0 ? null : <Events events={events} />}
      <PageLinks first={from === 0 ? undefined : address} next={next === null ? undefined : `${address}?from=${next}`} />
    </div>
  );
}

async function Head({ document }: { readonly document: Received }) {
  const t = await getTranslations("feeds");
  return (
    <DataList
      columns={2}
      data={[
        { label: t("at"), value: <Timestamp at={document.at.toISOString()} /> },
        { label: t("sender"), value: document.sender },
        { label: t("format"), value: t.has(`formats.${document.format}`) ? t(`formats.${document.format}`) : document.format },
        { label: t("size"), value: t("bytes", { bytes: document.bytes }) },
        { label: t("behaviour"), value: t(`upload.${document.errorBehaviour}`) },
        { label: "SHA-256", value: <code className="font-mono text-xs break-all">{document.sha256}</code> },
      ]}
    />
  );
}

/** What of the document stands in quarantine, and what of the quarantine it was sent again as. */
async function Kept({ id, quarantine: { open, all, again } }: { readonly id: string; readonly quarantine: { readonly open: number; readonly all: number; readonly again: number | null } }) {
  const t = await getTranslations("quarantine.entry");
  if (all === 0 && again === null) return null;
  return (
    <p className="flex flex-wrap gap-x-4 text-table">
      {all === 0 ? null : <Link href={`/feeds/quarantine?state=any&document=${encodeURIComponent(id)}`} className="text-accent hover:underline">{t("ofDocument", { open, all })}</Link>}
      {again === null ? null : <Link href={`/feeds/quarantine/${again}`} className="text-accent hover:underline">{t("sentFrom")}</Link>}
    </p>
  );
}

/** On a phone each event is a card; with more room its number, outcome and problems stand beside each other. */
async function Events({ events }: { readonly events: readonly ReceivedEvent[] }) {
  const t = await getTranslations("feeds");
  return (
    <ol aria-label={t("eventsOf")} className="panel flex flex-col">
      {events.map((event) => (
        <li key={event.index} className="grid gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-0 md:grid-cols-[3rem_11rem_12rem_minmax(0,1fr)]">
          <span className="text-table text-ink-faint">{event.index + 1}</span>
          <span>
            <OutcomeTag outcome={event.outcome} />
          </span>
          <EventCell event={event} />
          {event.problems.length === 0 ? null : <Problems problems={event.problems} />}
        </li>
      ))}
    </ol>
  );
}

async function EventCell({ event }: { readonly event: ReceivedEvent }) {
  const [t, step] = [await getTranslations("feeds"), await getTranslations("consignment.journey.step")];
  if (event.stored === null) return <span className="text-table text-ink-soft">{event.eventID === null ? t("notStored") : <code className="font-mono text-xs break-all">{event.eventID}</code>}</span>;
  return (
    <Link href={`/feeds/events/${encodeURIComponent(event.eventID ?? "")}`} className="text-table text-accent hover:underline">
      {stepWords(event.stored, step)}
      <span className="block text-xs text-ink-faint">
        <Timestamp at={event.stored.at.toISOString()} />
      </span>
    </Link>
  );
}
