"use client";
import { useTranslations } from "next-intl";
import { ActionForm, type FormAction } from "#components/access/ActionForm";
import { TextField } from "#components/ui/TextField";
import { Timestamp } from "#components/ui/Timestamp";

export type ProposalShown = { readonly mode: "shadow" | "live" | "retired"; readonly by: string; readonly at: string; readonly reason: string; readonly own: boolean };

/** What is proposed for a model and waits for an answer: another person confirms it, or somebody says no. */
export function ModelProposal({
  id,
  proposal,
  replaces,
  mayConfirm,
  acts,
}: {
  readonly id: number;
  readonly proposal: ProposalShown;
  readonly replaces: number | null;
  readonly mayConfirm: boolean;
  readonly acts: { readonly confirm: FormAction; readonly decline: FormAction };
}) {
  const t = useTranslations("model");
  const named = <input type="hidden" name="id" value={id} />;
  return (
    <section className="flex flex-col gap-3 rounded-lg border border-accent bg-accent-soft p-4" aria-label={t("history.state.proposed")}>
      <div>
        <h2 className="font-semibold">{t("proposal.title", { name: proposal.by, mode: proposal.mode, id })}</h2>
        <p className="text-ink-soft">
          <Timestamp at={proposal.at} /> · {proposal.reason}
        </p>
        <p className="text-ink-soft">{t("proposal.effect")}</p>
        {replaces === null ? null : <p className="text-ink-soft">{t("proposal.replaces", { other: replaces })}</p>}
      </div>
      {mayConfirm && proposal.own ? <p className="text-ink-soft">{t("proposal.own")}</p> : null}
      {mayConfirm ? (
        <div className="flex flex-wrap items-end gap-3">
          {proposal.own ? null : (
            <ActionForm action={acts.confirm} submit={t("act.confirm")} layout="row">
              {named}
              <div className="w-64">
                <TextField name="note" label={t("act.note")} maxLength={1000} />
              </div>
            </ActionForm>
          )}
          <ActionForm action={acts.decline} submit={t(proposal.own ? "act.takeBack" : "act.decline")} look="quiet">
            {named}
          </ActionForm>
        </div>
      ) : null}
    </section>
  );
}
