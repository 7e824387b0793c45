import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { NotPermitted } from "#components/access/NotPermitted";
import { Section } from "#components/access/Section";
import { DeliveryTable } from "#components/feeds/DeliveryTable";
import { ScheduleWords } from "#components/feeds/ScheduleWords";
import { StandingTag } from "#components/feeds/StandingTag";
import { SubscriptionActs } from "#components/feeds/SubscriptionActs";
import { ProblemWords } from "#components/sources/ProblemWords";
import { Refreshing } from "#components/sources/Refreshing";
import { DataList } from "#components/ui/DataList";
import { ErrorNote } from "#components/ui/ErrorNote";
import { PageLinks } from "#components/ui/PageLinks";
import { PageTitle } from "#components/ui/PageTitle";
import { Timestamp } from "#components/ui/Timestamp";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { deliveriesOf, shownSubscription } from "#lib/feeds/queries/subscribed";
import type { ShownSubscription } from "#lib/feeds/subscriptionShown";
import { readingHere } from "../../../../../read.ts";
import { stamped } from "../../../../../../components/cases/stamped.tsx";
import { problemOf } from "../../../../../../components/feeds/delivery-problem.ts";
import { Link } from "../../../../../navigation.ts";
import { attempt, endSubscription, pause, resume } from "../../queries/actions.ts";

const PAGE = 25;

type Asked = { readonly params: Promise<{ id: string }>; readonly searchParams: Promise<{ readonly after?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("queries"))("subscription") };
}

/** One subscription: how it stands and why, what was sent to its receiver, and what can be done about it. */
export default async function SubscriptionPage({ params, searchParams }: Asked) {
  const actor = await actorOfPage();
  if (!may(actor, "event.read")) return <NotPermitted />;
  const [{ id }, { after }] = [await params, await searchParams];
  const place = after !== undefined && /^\d{1,15}$/.test(after) ? after : undefined;
  const found = await readingHere(actor, "event.read", async (tx) => {
    const one = await shownSubscription(tx, id);
    return one === undefined ? undefined : { one, sent: await deliveriesOf(tx, id, { limit: PAGE, after: place }) };
  });
  if (found === undefined) notFound();
  const { one, sent } = found;
  const [t, here] = [await getTranslations("queries"), `/feeds/subscriptions/${id}`];
  return (
    <div className="flex flex-col gap-4">
      <Refreshing seconds={10} />
      <PageTitle note={t.rich("subscribedBy", { name: one.subscriberName, at: stamped(one.createdAt), query: queryLink(one.queryName) })}>{t("toldTo", { host: hostOf(one.dest) })}</PageTitle>
      {one.standing === "shut-out" ? <ErrorNote title={t("standing.shut-out")}>{t("shutOutNote")}</ErrorNote> : null}
      {one.problem === null ? null : (
        <ErrorNote title={t("failed", { count: one.failures })}>
          <ProblemWords problem={problemOf(one.problem)} /> {one.nextRunAt === null ? null : t.rich("againAt", { at: stamped(one.nextRunAt) })} {t("nothingLost")}
        </ErrorNote>
      )}
      <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-[minmax(0,1fr)_26rem]">
        <Section title={t("how")}>
          <Facts one={one} />
        </Section>
        {may(actor, "subscription.manage") ? (
          <Section title={t("act.title")}>
            <SubscriptionActs key={one.standing} id={id} queryName={one.queryName} standing={one.standing} acts={{ pause, resume, attempt, end: endSubscription }} />
          </Section>
        ) : null}
      </div>
      <Section title={t("deliveries")} note={t("deliveriesNote")}>
        {sent === undefined || sent.rows.length === 0 ? <p className="text-ink-soft">{t("noDeliveries")}</p> : <DeliveryTable rows={sent.rows} />}
        <PageLinks first={place === undefined ? undefined : here} next={sent === undefined || sent.next === null ? undefined : `${here}?after=${sent.next}`} />
      </Section>
    </div>
  );
}

async function Facts({ one }: { readonly one: ShownSubscription }) {
  const t = await getTranslations("queries");
  const at = (when: Date | null) => (when === null ? t("never") : <Timestamp at={when.toISOString()} />);
  const next = one.standing === "paused" || one.standing === "shut-out" ? "—" : one.schedule === null && one.failures === 0 ? t("asItComes") : at(one.nextRunAt);
  return (
    <DataList
      columns={2}
      data={[
        { label: t("column.standing"), value: <StandingTag standing={one.standing} /> },
        { label: t("column.dest"), value: <span className="break-all">{one.dest}</span> },
        { label: t("column.when"), value: <ScheduleWords schedule={one.schedule} /> },
        { label: t("column.signed"), value: t(one.signed ? "signed" : "unsigned") },
        { label: t("column.since"), value: at(one.initialRecordTime) },
        { label: t("column.lastTaken"), value: at(one.lastNotifiedAt) },
        { label: t("column.lastTried"), value: at(one.lastExecutedAt) },
        { label: t("column.next"), value: next },
        ...(one.pausedAt === null ? [] : [{ label: t("column.pausedAt"), value: at(one.pausedAt) }]),
        ...(one.schedule === null ? [] : [{ label: t("column.empty"), value: t(one.reportIfEmpty ? "emptyToo" : "emptyNot") }]),
        { label: t("column.together"), value: t("together", { count: one.together }) },
      ]}
    />
  );
}

const hostOf = (dest: string): string => (URL.canParse(dest) ? new URL(dest).host : dest);

const queryLink = (name: string) => {
  const link = (
    <Link href={`/feeds/queries/${encodeURIComponent(name)}`} className="text-accent underline">
      {name}
    </Link>
  );
  return () => link;
};
