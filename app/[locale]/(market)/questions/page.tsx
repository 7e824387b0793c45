import { MessageCircleQuestionMark } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { Question } from "#components/questions/Question";
import { EmptyState } from "#components/ui/EmptyState";
import { PageTitle } from "#components/ui/PageTitle";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { openQuestionCount, openSiteQuestions } from "#lib/parties/queries";
import { foldName } from "#lib/parties/site";
import { latestOfSites, waitingForNames } from "#lib/triage/queries/site";
import { answer } from "./actions.ts";

const LATEST = 4;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("frame"))("room.questions") };
}

/** Declared names that could be two sites: a person says which, the house never guesses. */
export default async function QuestionsScreen() {
  const actor = await actorOfPage();
  if (!may(actor, "site.answer-question")) return <NotPermitted />;
  const consignments = may(actor, "desk.read");
  const { questions, count, waiting, latest } = await reading(actor, "site.answer-question", async (tx) => {
    const open = await openSiteQuestions(tx);
    const candidates = new Set(open.flatMap((question) => question.candidates.map((candidate) => candidate.id)));
    return {
      questions: open,
      count: await openQuestionCount(tx),
      latest: await latestOfSites(tx, consignments ? [...candidates] : [], LATEST),
      waiting: await waitingForNames(tx, consignments ? open.map((question) => question.declaredName) : []),
    };
  });
  const t = await getTranslations("questions");
  return (
    <div className="flex flex-col gap-4">
      <PageTitle note={t("note")}>{t("title", { count })}</PageTitle>
      {questions.length === 0 ? <EmptyState title={t("none")} icon={<MessageCircleQuestionMark aria-hidden />}>{t("noneNext")}</EmptyState> : null}
      {questions.map((question) => (
        <Question
          key={question.id}
          question={question}
          candidates={question.candidates.map((candidate) => ({ ...candidate, latest: latest.get(candidate.id) ?? [] }))}
          waiting={waiting.get(foldName(question.declaredName)) ?? []}
          producers={may(actor, "capacity.read")}
          action={answer}
        />
      ))}
    </div>
  );
}
