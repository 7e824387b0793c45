import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { NotPermitted } from "#components/access/NotPermitted";
import { Case } from "#components/cases/Case";
import { may } from "#lib/access/actor";
import { namesFor } from "#lib/access/queries";
import { calledInChinese } from "#lib/access/called";
import type { Permission } from "#lib/access/permission";
import { Refusal } from "#lib/access/refusal";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import type { CaseAction } from "#lib/cases/case";
import { exhibitTitle } from "#lib/cases/exhibit-title";
import { relationsOf } from "#lib/cases/relation";
import { readCase } from "#lib/cases/queries/cases";
import { casePeople } from "#lib/cases/queries/people";
import { relatedLines } from "#lib/cases/queries/relations";
import { caseTimeline } from "#lib/cases/queries/timeline";
import { folded, momentAct, momentDetail, type Moment } from "#lib/dossier/moment";
import { bodiesOf, partiesOf } from "#lib/dossier/queries/party";
import { dateIn } from "#lib/measures/period";
import type { MomentShown } from "../../../../../components/cases/shown.ts";
import { assignTo, confirm, decline, establish, giveTask, link, make, propose, reopen, takeInExhibit, tick, writeNote } from "./actions.ts";

const LATEST = 30;
type Asked = { readonly params: Promise<{ number: string }>; readonly searchParams: Promise<{ timeline?: string | string[]; relations?: string | string[] }> };

const DEMANDS: Readonly<Record<CaseAction, Permission>> = {
  "add-fact": "case.work", "add-exhibit": "case.work", "add-note": "case.work", "add-task": "case.work", assign: "case.work", link: "case.work",
  "propose-closing": "case.close", "confirm-closing": "case.close", "decline-closing": "case.close", reopen: "case.close", "make-dossier": "dossier.make",
};

export async function generateMetadata({ params }: Asked): Promise<Metadata> {
  return { title: decodeURIComponent((await params).number) };
}

/** One case. That it was read, and by whom, is recorded. */
export default async function CaseScreen({ params, searchParams }: Asked) {
  const actor = await actorOfPage();
  if (!may(actor, "case.read")) return <NotPermitted />;
  const number = decodeURIComponent((await params).number);
  const recorded = await readCase(actor, number).catch(lost);
  const locale = await getLocale();
  const { people, moments, parties, related, names } = await reading(actor, "case.read", async (tx) => ({
    names: await namesFor(tx, locale),
    people: await casePeople(tx),
    related: relationsOf(await relatedLines(tx, number)),
    moments: folded(await caseTimeline(tx, number), number),
    parties: await partiesOf(tx, recorded, await bodiesOf(tx, recorded)),
  }));
  const page = calledInChinese(recorded, names);
  const t = await getTranslations("cases.timeline");
  const words = (each: { readonly en: string; readonly zh: string }) => (locale === "en" ? each.en : each.zh);
  const shown = (moment: Moment, index: number): MomentShown => {
    const [act, { subject, said, text }] = [momentAct(moment), momentDetail(moment)];
    return {
      key: String(index),
      at: moment.at.toISOString(),
      by: moment.by,
      act: moment.times === 1 ? words(act) : t("times", { act: words(act), times: moment.times }),
      detail: [subject, ...said.map(words)].filter((part) => part !== "").join(" · "),
      text,
    };
  };
  const told = calledInChinese(moments, names).map(shown).toReversed();
  return (
    <Case
      head={page.case}
      facts={page.facts}
      consignments={page.consignments}
      exhibits={page.exhibits.map((exhibit) => ({
        ...exhibit,
        title: words(
          exhibitTitle(
            exhibit.kind,
            exhibit.kind === "decision"
              ? exhibit.title
                  .split(" · ")
                  .map((part) => names.get(part) ?? part)
                  .join(" · ")
              : exhibit.title,
          ),
        ),
      }))}
      notes={page.notes}
      tasks={page.tasks}
      dossiers={page.dossiers}
      parties={parties}
      people={people.map(({ nameZh, ...person }) => ({ ...person, name: locale === "en" ? person.name : nameZh }))}
      related={related}
      relationView={(await searchParams).relations === "time" ? "time" : "chart"}
      moments={(await searchParams).timeline === "all" ? told : told.slice(0, LATEST)}
      momentsInAll={told.length}
      rights={new Set(page.actions.filter((action) => may(actor, DEMANDS[action])))}
      person={actor.id}
      today={dateIn(new Date())}
      acts={{ assignTo, confirm, decline, establish, giveTask, link, make, propose, reopen, takeInExhibit, tick, writeNote }}
    />
  );
}

function lost(error: unknown): never {
  if (error instanceof Refusal && error.kind === "not-found") notFound();
  throw error;
}
