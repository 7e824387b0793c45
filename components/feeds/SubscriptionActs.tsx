"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm, type FormAction } from "#components/access/ActionForm";
import { ProblemWords } from "#components/sources/ProblemWords";
import { Button } from "#components/ui/Button";
import { Dialog } from "#components/ui/Dialog";
import { ErrorNote } from "#components/ui/ErrorNote";
import type { PullProblem } from "#lib/feeds/sourceProblem";
import type { Standing } from "#lib/feeds/subscriptionStanding";

type Trial = { readonly status: number | null; readonly problem: PullProblem | null };
type Acts = { readonly pause: FormAction; readonly resume: FormAction; readonly attempt: FormAction<Trial>; readonly end: FormAction };

/** What somebody does about a subscription: tries its receiver, has it rest or go on, tries again before its pause is over, ends it. */
export function SubscriptionActs({ id, queryName, standing, acts }: { readonly id: string; readonly queryName: string; readonly standing: Standing; readonly acts: Acts }) {
  const t = useTranslations("queries.act");
  const [ending, setEnding] = useState(false);
  const named = <input type="hidden" name="id" value={id} />;
  const waits = standing === "failing" || standing === "resting";
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-start gap-2">
        {standing === "paused" || waits ? (
          <ActionForm action={acts.resume} submit={t(waits ? "again" : "resume")} look="primary">
            {named}
          </ActionForm>
        ) : null}
        {standing === "paused" ? null : (
          <ActionForm action={acts.pause} submit={t("pause")} look="quiet">
            {named}
          </ActionForm>
        )}
        <Button look="danger" onPress={() => setEnding(true)}>
          {t("end")}
        </Button>
      </div>
      <ActionForm action={acts.attempt} submit={t("try")} look="quiet" result={shownTrial}>
        {named}
        <p className="text-table text-ink-soft text-pretty">{t("tryNote")}</p>
      </ActionForm>
      <Dialog title={t("end")} isOpen={ending} onOpenChange={setEnding} size="md">
        <p className="text-ink-soft text-pretty">{t("endNote")}</p>
        <ActionForm action={acts.end} submit={t("end")} look="danger">
          {named}
          <input type="hidden" name="queryName" value={queryName} />
        </ActionForm>
      </Dialog>
    </div>
  );
}

const shownTrial = (trial: Trial) => <Shown trial={trial} />;

function Shown({ trial: { status, problem } }: { readonly trial: Trial }) {
  const t = useTranslations("queries.act");
  if (problem !== null) return <ErrorNote title={t("notTaken")}><ProblemWords problem={problem} /></ErrorNote>;
  return <output className="rounded-md bg-green-soft px-3 py-2 text-table text-green">{t("taken", { status: status ?? 200 })}</output>;
}
