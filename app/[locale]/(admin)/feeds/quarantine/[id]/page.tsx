import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { NotPermitted } from "#components/access/NotPermitted";
import { Section } from "#components/access/Section";
import { Problems } from "#components/feeds/Problems";
import { QuarantineEditor } from "#components/feeds/QuarantineEditor";
import { StateTag } from "#components/feeds/StateTag";
import { LinkButton } from "#components/ui/Button";
import { DataList } from "#components/ui/DataList";
import { PageTitle } from "#components/ui/PageTitle";
import { Timestamp } from "#components/ui/Timestamp";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { DISCARD_REASONS, laidOut, type QuarantineEntry } from "#lib/feeds/quarantine";
import { quarantineEntry } from "#lib/feeds/queries/quarantine";
import { readingHere } from "../../../../../read.ts";
import { Link } from "../../../../../navigation.ts";
import { checkOne, discardSome, resendOne } from "../actions.ts";

/** A longer text is not put into a field; its beginning is shown. */
const LONGEST_EDITED = 400_000;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("quarantine.room"))("quarantine") };
}

/** One thing in quarantine, whole, with its problems at their places: to be corrected and sent again, or discarded. */
export default async function EntryPage({ params }: { readonly params: Promise<{ id: string }> }) {
  const actor = await actorOfPage();
  if (!may(actor, "quarantine.correct")) return <NotPermitted />;
  const id = Number((await params).id);
  const entry = Number.isSafeInteger(id) && id > 0 ? await readingHere(actor, "quarantine.correct", (tx) => quarantineEntry(tx, id)) : undefined;
  if (entry === undefined) notFound();
  const t = await getTranslations("quarantine.entry");
  const text = entry.bodyEncoding === "base64" ? entry.body : laidOut(entry.body);
  return (
    <div className="flex flex-col gap-4">
      <PageTitle note={<StateTag state={entry.state} />} actions={<LinkButton href="/feeds/quarantine">{t("all")}</LinkButton>}>
        {t("fact", { problems: entry.problems.length, what: entry.eventIndex === null ? "document" : "event", number: (entry.eventIndex ?? 0) + 1 })}
      </PageTitle>
      <Section title={t("came")}>
        <Came entry={entry} />
      </Section>
      {entry.state === "open" && entry.bodyEncoding === "text" && text.length <= LONGEST_EDITED ? (
        <QuarantineEditor id={entry.id} text={text} problems={entry.problems} acts={{ check: checkOne, resend: resendOne, discard: discardSome }} />
      ) : (
        <Standing entry={entry} text={text} />
      )}
    </div>
  );
}

async function Came({ entry }: { readonly entry: QuarantineEntry }) {
  const [t, q, feeds] = [await getTranslations("quarantine.entry"), await getTranslations("quarantine"), await getTranslations("feeds")];
  const reason = DISCARD_REASONS.find((one) => one === entry.reason);
  const end = entry.state === "resent" ? t("sent") : entry.state === "discarded" ? t("discarded", { reason: reason === undefined ? "" : q(`reasons.${reason}`) }) : undefined;
  return (
    <DataList
      columns={2}
      data={[
        { label: q("sender"), value: entry.sender },
        { label: q("at"), value: <Timestamp at={entry.at.toISOString()} /> },
        { label: t("id"), value: entry.eventId === null ? t("notGiven") : <code className="font-mono text-xs break-all">{entry.eventId}</code> },
        { label: t("pointer"), value: <code className="font-mono text-xs break-all">{entry.pointer === "" ? feeds("wholeDocument") : entry.pointer}</code> },
        { label: q("format"), value: entry.format === null ? t("notGiven") : feeds.has(`formats.${entry.format}`) ? feeds(`formats.${entry.format}`) : entry.format },
        { label: t("contentType"), value: entry.contentType },
        { label: feeds("document"), value: <Link href={`/feeds/${encodeURIComponent(entry.documentId)}`} className="text-accent hover:underline">{t("toDocument")}</Link> },
        ...(end === undefined ? [] : [{ label: q("state"), value: <End entry={entry} words={end} /> }]),
      ]}
    />
  );
}

async function End({ entry, words }: { readonly entry: QuarantineEntry; readonly words: string }) {
  const t = await getTranslations("quarantine.entry");
  return (
    <>
      {words}
      {entry.resolvedBy === null || entry.resolvedAt === null ? null : <span className="block text-ink-soft">{t(entry.state === "resent" ? "sentBy" : "discardedBy", { by: entry.resolvedBy })} <Timestamp at={entry.resolvedAt.toISOString()} /></span>}
      {entry.note === null ? null : <span className="block text-ink-soft">{entry.note}</span>}
      {entry.resolvedDocumentId === null ? null : <Link href={`/feeds/${encodeURIComponent(entry.resolvedDocumentId)}`} className="block text-accent hover:underline">{t("toCapture")}</Link>}
    </>
  );
}

/** What can only be looked at: bytes that are no text, a very long text, or what was resolved. */
async function Standing({ entry, text }: { readonly entry: QuarantineEntry; readonly text: string }) {
  const t = await getTranslations("quarantine.entry");
  const note = entry.bodyEncoding === "base64" ? t("binary") : text.length > LONGEST_EDITED ? t("tooLong", { shown: LONGEST_EDITED }) : t("textNote");
  return (
    <>
      <Section title={t("problems")}>
        <Problems problems={entry.problems} />
      </Section>
      <Section title={t("text")} note={note}>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by the keyboard (WCAG 2.1.1) */}
        <pre
          role="region"
          tabIndex={0}
          aria-label={t("text")}
          className={`max-h-[36rem] overflow-auto rounded-md bg-sunken p-3 font-mono text-xs ${entry.bodyEncoding === "base64" ? "break-all whitespace-pre-wrap" : ""}`}
        >
          {text.slice(0, LONGEST_EDITED)}
        </pre>
      </Section>
    </>
  );
}
