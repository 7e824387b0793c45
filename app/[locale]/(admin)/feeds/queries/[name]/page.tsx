import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { NotPermitted } from "#components/access/NotPermitted";
import { Section } from "#components/access/Section";
import { EndQuery } from "#components/feeds/EndQuery";
import { EventTable } from "#components/feeds/EventTable";
import { QueryWords } from "#components/feeds/QueryWords";
import { SubscriptionForm } from "#components/feeds/SubscriptionForm";
import { SubscriptionTable } from "#components/feeds/SubscriptionTable";
import { LinkButton } from "#components/ui/Button";
import { ErrorNote } from "#components/ui/ErrorNote";
import { PageLinks } from "#components/ui/PageLinks";
import { PageTitle } from "#components/ui/PageTitle";
import { may, type Actor } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { actorOfPage } from "#lib/access/session";
import { listEvents } from "#lib/feeds/queries/events";
import { shownQuery, type ShownQuery } from "#lib/feeds/queries/named";
import { listedEvents } from "#lib/feeds/queries/shown";
import { shownSubscriptions } from "#lib/feeds/queries/subscribed";
import { queryOfDefinition } from "#lib/feeds/query";
import { readingHere } from "../../../../../read.ts";
import { stamped } from "../../../../../../components/cases/stamped.tsx";
import { addressOfDefinition } from "../../events/asked.ts";
import { addressOfHouse } from "../../house-address.ts";
import { endQuery, makeSubscription } from "../actions.ts";

const [TRIED, PAGE] = [10, 50];

type Asked = { readonly params: Promise<{ name: string }>; readonly searchParams: Promise<{ readonly after?: string }> };

export async function generateMetadata({ params }: Asked): Promise<Metadata> {
  return { title: `${decodeURIComponent((await params).name)} · ${(await getTranslations("queries"))("title")}` };
}

/** One named query: what it asks for, what it finds now, who is told of it, and how to be. */
export default async function QueryPage({ params, searchParams }: Asked) {
  const actor = await actorOfPage();
  if (!may(actor, "event.read")) return <NotPermitted />;
  const [name, { after }] = [decodeURIComponent((await params).name), await searchParams];
  const found = await readingHere(actor, "event.read", async (tx) => {
    const query = await shownQuery(tx, name);
    return query === undefined ? undefined : { query, told: await shownSubscriptions(tx, { query: name, limit: PAGE, after }) };
  });
  if (found === undefined) notFound();
  const { query, told } = found;
  const [t, here] = [await getTranslations("queries"), `/feeds/queries/${encodeURIComponent(name)}`];
  const subscribes = may(actor, "subscription.manage");
  return (
    <div className="flex flex-col gap-4">
      <PageTitle
        note={t.rich("madeBy", { name: query.definedByName, at: stamped(query.recordedAt) })}
        actions={may(actor, "query.define") ? <EndQuery name={name} subscriptions={query.subscriptions} action={endQuery} /> : undefined}
      >
        {name}
      </PageTitle>
      <Section title={t("asks")} note={t(query.shared ? "sharedNote" : "ownNote")}>
        <QueryWords definition={query.definition} />
        <div>
          <LinkButton href={addressOfDefinition(query.definition)}>{t("toEvents")}</LinkButton>
        </div>
      </Section>
      <div className={subscribes ? "grid grid-cols-1 items-start gap-4 xl:grid-cols-[minmax(0,1fr)_26rem]" : ""}>
        <div className="flex min-w-0 flex-col gap-4">
          <Section title={t("subscriptions")} note={t("subscriptionsNote")}>
            {told.rows.length === 0 ? <p className="text-ink-soft">{t(subscribes ? "noSubscriptions" : "noSubscriptionsReader")}</p> : <SubscriptionTable rows={told.rows} />}
            <PageLinks first={after === undefined ? undefined : here} next={told.next === null ? undefined : `${here}?after=${told.next}`} />
          </Section>
          <Tried actor={actor} query={query} />
          <ByInterface name={name} />
        </div>
        {subscribes ? (
          <Section title={t("subscribe.title")} note={t("subscribe.note")}>
            <SubscriptionForm queryName={name} action={makeSubscription} />
          </Section>
        ) : null}
      </div>
    </div>
  );
}

/** What the query finds now, the latest first where it asks for no order of its own. */
async function Tried({ actor, query: { definition } }: { readonly actor: Actor; readonly query: ShownQuery }) {
  const [t, words] = [await getTranslations("queries"), await getTranslations("refusals")];
  const query = queryOfDefinition("orderBy" in definition ? definition : { ...definition, orderBy: "eventTime", orderDirection: "DESC" });
  const found = await readingHere(actor, "event.read", async (tx, scope) => {
    const { rows, next } = await listEvents(tx, query, { limit: TRIED }, scope);
    return { events: await listedEvents(tx, rows.map(({ pk }) => pk)), more: next !== null };
  }).catch((error: unknown) => {
    if (error instanceof Refusal) return error;
    throw error;
  });
  if (found instanceof Refusal) return <ErrorNote title={t("notFoundNow")}>{words.has(found.code) ? words(found.code, found.facts) : found.code}</ErrorNote>;
  return (
    <Section title={t("tried", { count: found.events.length, more: String(found.more) })} note={t("triedNote")}>
      {found.events.length === 0 ? null : <EventTable label={t("triedLabel")} events={found.events} />}
    </Section>
  );
}

/** How another system asks for the query, and is told of it over a WebSocket. */
async function ByInterface({ name }: { readonly name: string }) {
  const [t, house] = [await getTranslations("queries"), await addressOfHouse()];
  const address = `${house}/epcis/queries/${encodeURIComponent(name)}/events`;
  return (
    <Section title={t("interface.title")} note={t("interface.note")}>
      <dl className="flex flex-col gap-2 text-table">
        <dt className="text-ink-faint">{t("interface.ask")}</dt>
        <dd><code className="font-mono text-xs break-all select-all">{`curl "${address}?perPage=100" -H "Authorization: Bearer …"`}</code></dd>
        <dt className="text-ink-faint">{t("interface.socket")}</dt>
        <dd><code className="font-mono text-xs break-all select-all">{`${address.replace(/^http/, "ws")}?stream=true`}</code></dd>
      </dl>
    </Section>
  );
}
