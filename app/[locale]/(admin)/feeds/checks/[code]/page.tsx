import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { NotPermitted } from "#components/access/NotPermitted";
import { Section } from "#components/access/Section";
import { CheckForm } from "#components/feeds/CheckForm";
import { OutcomeWord } from "#components/feeds/OutcomeWord";
import { Seen } from "#components/feeds/Seen";
import { LinkButton } from "#components/ui/Button";
import { DataList } from "#components/ui/DataList";
import { PageLinks } from "#components/ui/PageLinks";
import { PageTitle } from "#components/ui/PageTitle";
import { Timestamp } from "#components/ui/Timestamp";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { changesOf, eventsConcerned, type ConcernedEvent, type SettingChange } from "#lib/feeds/queries/checks";
import { isTruthCode, outcomesOf, TRUTH_CHECKS } from "#lib/feeds/truthTable";
import { readingHere } from "../../../../../read.ts";
import { stepWords } from "../../../../../../components/feeds/step-words.ts";
import { Link } from "../../../../../navigation.ts";
import { setCheck } from "../actions.ts";
import { monthBefore } from "../period.ts";

const PAGE = 50;

type Asked = { readonly params: Promise<{ code: string }>; readonly searchParams: Promise<{ readonly after?: string }> };

export async function generateMetadata({ params }: Asked): Promise<Metadata> {
  const { code } = await params;
  return isTruthCode(code) ? { title: (await getTranslations("feeds.problem"))(code) } : {};
}

/** One truth check: what it means, what it is set to and by whom, and the events of the last month that bear its doubt. */
export default async function CheckPage({ params, searchParams }: Asked) {
  const actor = await actorOfPage();
  if (!may(actor, "truth.read")) return <NotPermitted />;
  const [{ code }, { after }] = [await params, await searchParams];
  if (!isTruthCode(code)) notFound();
  const from = Number(after ?? Number.NaN);
  const [changes, { rows, next }] = await readingHere(
    actor,
    "truth.read",
    async (tx) =>
      [await changesOf(tx, code), await eventsConcerned(tx, code, monthBefore(new Date()), { limit: PAGE, after: Number.isSafeInteger(from) ? from : undefined })] as const,
  );
  const [t, problem, tAll] = [await getTranslations("quarantine.checks"), await getTranslations("feeds.problem"), await getTranslations("quarantine")];
  const { standard, looksAt } = TRUTH_CHECKS[code];
  const now = changes[0]?.outcome ?? standard;
  const actions = (
    <>
      {may(actor, "quarantine.correct") ? <LinkButton href={`/feeds/quarantine?code=${code}`}>{t("keptOut")}</LinkButton> : null}
      <LinkButton href="/feeds/checks">{t("all")}</LinkButton>
    </>
  );
  return (
    <div className="flex flex-col gap-4">
      <PageTitle note={<code className="font-mono text-xs">{code}</code>} actions={actions}>{problem(code)}</PageTitle>
      <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-2">
        <Section title={t("means")} note={tAll(`means.${code}`)}>
          <DataList data={[{ label: t("looksAt"), value: tAll(`looks.${looksAt}`) }, { label: t("standard"), value: <OutcomeWord outcome={standard} /> }, { label: t("now"), value: <OutcomeWord outcome={now} /> }]} />
          {looksAt === "history" ? <p className="text-table text-ink-soft text-pretty">{t("onHistory")}</p> : null}
        </Section>
        {may(actor, "truth.manage") ? (
          <Section title={t("setting")} note={t("stands")}>
            <CheckForm key={now} action={setCheck} code={code} now={now} choices={outcomesOf(code)} />
          </Section>
        ) : null}
      </div>
      <Section title={t("history")}>
        <History changes={changes} />
      </Section>
      <div id="events">
        <Section title={t("eventsTitle")}>
          <Events rows={rows} />
        </Section>
      </div>
      <PageLinks first={after === undefined ? undefined : `/feeds/checks/${code}`} next={next === null ? undefined : `/feeds/checks/${code}?after=${next}`} />
    </div>
  );
}

async function History({ changes }: { readonly changes: readonly SettingChange[] }) {
  const [t, does] = [await getTranslations("quarantine.checks"), await getTranslations("quarantine.does")];
  if (changes.length === 0) return <p className="text-table text-ink-soft">{t("noHistory")}</p>;
  return (
    <ol className="flex flex-col gap-2 text-table">
      {changes.map((change) => (
        <li key={change.at.toISOString()}>
          <span className="font-medium">{t("setTo", { outcome: does(change.outcome) })}</span> · {change.by} · <Timestamp at={change.at.toISOString()} />
          <span className="block text-ink-soft text-pretty">{change.reason}</span>
        </li>
      ))}
    </ol>
  );
}

async function Events({ rows }: { readonly rows: readonly ConcernedEvent[] }) {
  const [t, step] = [await getTranslations("quarantine.checks"), await getTranslations("consignment.journey.step")];
  if (rows.length === 0) return <p className="text-table text-ink-soft">{t("noEvents")}</p>;
  return (
    <ul className="flex flex-col divide-y divide-line text-table">
      {rows.map((event) => (
        <li key={event.pk} className="grid gap-x-4 gap-y-1 py-2 sm:grid-cols-[minmax(0,14rem)_minmax(0,1fr)]">
          <Link href={`/feeds/events/${encodeURIComponent(event.eventId)}`} className="text-accent hover:underline">
            {stepWords(event, step)}
            <span className="block text-xs text-ink-faint">
              <Timestamp at={event.eventTime.toISOString()} />
            </span>
          </Link>
          <span className="min-w-0 break-words text-ink-soft">
            <Seen problem={event.problem} />
          </span>
        </li>
      ))}
    </ul>
  );
}
