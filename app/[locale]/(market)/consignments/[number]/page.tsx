import { Hourglass } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { NotPermitted } from "#components/access/NotPermitted";
import { Consignment } from "#components/consignment/Consignment";
import { EmptyState } from "#components/ui/EmptyState";
import { may } from "#lib/access/actor";
import { namesFor } from "#lib/access/queries";
import { calledInChinese } from "#lib/access/called";
import { Refusal } from "#lib/access/refusal";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { casesOf } from "#lib/cases/queries/cases";
import { examinationsOf } from "#lib/inspections/queries";
import { dateIn, plainDate } from "#lib/measures/period";
import { feedbackOn } from "#lib/risk/queries/feedback";
import { undoUntil } from "#lib/triage/decided";
import { consignmentPage } from "#lib/triage/queries/consignment";
import { drawOfDeclaration } from "#lib/triage/queries/draws";
import { readingOf } from "#lib/triage/queries/reading";
import { assignOn, confirmOn, decideOn, declineOn, endSnoozeOn, reviewOn, snoozeOn, takeBackOn } from "./actions.ts";

type Asked = { readonly params: Promise<{ number: string }>; readonly searchParams: Promise<{ asOf?: string | string[] }> };

export async function generateMetadata({ params }: Asked): Promise<Metadata> {
  return { title: decodeURIComponent((await params).number) };
}

/** Where an officer decides whether what is declared can be true. Reading it is an entry of the record. */
export default async function ConsignmentScreen({ params, searchParams }: Asked) {
  const actor = await actorOfPage();
  if (!may(actor, "desk.read")) return <NotPermitted />;
  const number = decodeURIComponent((await params).number);
  const asOf = dayAsked((await searchParams).asOf);
  const [now, locale] = [new Date(), await getLocale()];
  const ahead = (await headers()).has("next-router-prefetch");
  const read = await reading(actor, "desk.read", async (tx) => {
    const page = await consignmentPage(tx, number, actor, { asOf: asOf === undefined ? undefined : new Date(`${asOf}T23:59:59.999+08:00`) });
    const feedback = await feedbackOn(tx, { declarationId: page.head.id, importerId: page.head.importerId, siteId: page.head.siteId }, now);
    const entry = ahead ? undefined : await readingOf(tx, actor, number, now);
    return calledInChinese(
      {
        entry,
        page,
        feedback,
        draw: await drawOfDeclaration(tx, page.head.id),
        examinations: await examinationsOf(tx, page.head.id),
        cases: may(actor, "case.read") ? await casesOf(tx, page.head.id) : [],
      },
      await namesFor(tx, locale),
    );
  }, ({ entry }) => entry).catch(answerOf);
  if (read === "pending") return <Pending number={number} />;
  const { page, feedback, draw, examinations, cases } = read;
  const last = page.history.decisions.find((one) => one.undoneAt === null && !one.declined);
  const until = last === undefined || last.secondedBy !== null ? null : undoUntil(last.at);
  return (
    <Consignment
      page={page}
      examinations={examinations}
      cases={cases}
      person={actor}
      locale={locale}
      last={
        last === undefined
          ? null
          : {
              by: last.secondedByName ?? last.decidedByName,
              byId: last.decidedBy,
              waits: last.waits,
              undoUntil: until !== null && now < until && page.head.status === last.toStatus ? until.toISOString() : null,
            }
      }
      asOf={asOf}
      draw={draw}
      now={now.toISOString()}
      today={dateIn(now)}
      mapStyle={process.env["MAP_STYLE_URL"] || null}
      feedback={{ ...feedback, reviews: may(actor, "outcome.record"), mutes: may(actor, "snooze.set"), acts: { reviewOn, snoozeOn, endSnoozeOn } }}
      acts={{ decideOn, confirmOn, declineOn, takeBackOn, assignOn }}
    />
  );
}

/** The day in the address on which things are to be shown as known; undefined where it is none. */
function dayAsked(asked: string | string[] | undefined): string | undefined {
  return typeof asked === "string" ? plainDate(asked) : undefined;
}

function answerOf(error: unknown): "pending" {
  if (error instanceof Refusal && error.code === "assessment-pending") return "pending";
  if (error instanceof Refusal && error.kind === "not-found") notFound();
  throw error;
}

async function Pending({ number }: { readonly number: string }) {
  const t = await getTranslations("consignment.pending");
  return (
    <EmptyState title={t("title", { number })} icon={<Hourglass aria-hidden />}>
      {t("next")}
    </EmptyState>
  );
}
