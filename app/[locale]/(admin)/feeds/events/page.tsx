import { Waypoints } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { EventFilters } from "#components/feeds/EventFilters";
import { EventTable } from "#components/feeds/EventTable";
import { KeepQuery } from "#components/feeds/KeepQuery";
import { QueryWords } from "#components/feeds/QueryWords";
import { EmptyState } from "#components/ui/EmptyState";
import { ErrorNote } from "#components/ui/ErrorNote";
import { PageLinks } from "#components/ui/PageLinks";
import { PageTitle } from "#components/ui/PageTitle";
import { may, type Actor } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { listEvents } from "#lib/feeds/queries/events";
import { listedEvents } from "#lib/feeds/queries/shown";
import { queryOfDefinition } from "#lib/feeds/query";
import type { ListedEvent } from "#lib/feeds/received";
import { keepQuery } from "../queries/actions.ts";
import { addressOf, askedIn, definitionOf, doubtOf, type EventsAsked, type EventsSearch } from "./asked.ts";

const PAGE = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("queries.events"))("title") };
}

type Found = { readonly definition: Record<string, unknown>; readonly events: readonly ListedEvent[]; readonly next: string | null };

/** The events that are there: the newest first, by every parameter of the query language; a filter is kept as a query from here. */
export default async function EventsPage({ searchParams }: { readonly searchParams: Promise<EventsSearch> }) {
  const actor = await actorOfPage();
  if (!may(actor, "event.read")) return <NotPermitted />;
  const search = await searchParams;
  const asked = askedIn(search);
  const after = typeof search["after"] === "string" ? search["after"] : undefined;
  const found = await foundBy(actor, asked, after).catch(refused);
  const t = await getTranslations("queries.events");
  const narrowed = addressOf(asked) !== "/feeds/events";
  const definition = found instanceof Refusal ? undefined : found.definition;
  return (
    <div className="flex flex-col gap-4">
      <PageTitle
        note={t(definition !== undefined && isNamed(definition) ? "noteNamed" : "note")}
        actions={
          <KeepQuery definition={JSON.stringify(definition ?? {})} action={definition !== undefined && may(actor, "query.define") ? keepQuery : undefined}>
            <QueryWords definition={definition ?? {}} plain />
          </KeepQuery>
        }
      >
        {found instanceof Refusal ? t("title") : t(found.next !== null || after !== undefined ? "factMore" : "fact", { count: found.events.length })}
      </PageTitle>
      <EventFilters key={addressOf(asked)} asked={asked} narrowed={narrowed} />
      {found instanceof Refusal ? <NotAsked refusal={found} /> : <Shown found={found} asked={asked} after={after} narrowed={narrowed} />}
    </div>
  );
}

/** The events of a filter. What is asked for by an identifier comes in the order it was recorded, which its index keeps; all else by time, the newest first. */
async function foundBy(actor: Actor, asked: EventsAsked, after: string | undefined): Promise<Found> {
  const definition = definitionOf(asked);
  const query = queryOfDefinition("orderBy" in definition || isNamed(definition) ? definition : { ...definition, orderBy: "eventTime", orderDirection: "DESC" });
  return reading(actor, "event.read", async (tx, scope) => {
    const { rows, next } = await listEvents(tx, query, { limit: PAGE, token: after }, scope);
    return { definition, events: await listedEvents(tx, rows.map(({ pk }) => pk)), next };
  });
}

/** Whether events are asked for by an identifier. */
const isNamed = (definition: Readonly<Record<string, unknown>>): boolean => Object.keys(definition).some((name) => name.startsWith("MATCH_") || name === "EQ_eventID");

function refused(error: unknown): Refusal {
  if (error instanceof Refusal && error.kind === "bad-input") return error;
  throw error;
}

async function NotAsked({ refusal }: { readonly refusal: Refusal }) {
  const [t, words] = [await getTranslations("queries.events"), await getTranslations("refusals")];
  return <ErrorNote title={t("notAsked")}>{words.has(refusal.code) ? words(refusal.code, refusal.facts) : refusal.code}</ErrorNote>;
}

async function Shown({ found: { events, next }, asked, after, narrowed }: { readonly found: Found; readonly asked: EventsAsked; readonly after: string | undefined; readonly narrowed: boolean }) {
  const [t, problem] = [await getTranslations("queries.events"), await getTranslations("feeds.problem")];
  const doubt = doubtOf(asked);
  if (events.length === 0) {
    return (
      <EmptyState title={t(narrowed ? "noneFound" : "none")} icon={<Waypoints aria-hidden />}>
        {doubt !== undefined && problem.has(doubt) ? t("noneDoubt", { problem: problem(doubt) }) : t(narrowed ? "noneFoundNext" : "noneNext")}
      </EmptyState>
    );
  }
  return (
    <>
      <EventTable label={t("title")} events={events} />
      <PageLinks first={after === undefined ? undefined : addressOf(asked)} next={next === null ? undefined : addressOf(asked, next)} />
    </>
  );
}
