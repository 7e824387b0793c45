"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm, type FormAction } from "#components/access/ActionForm";
import { Button } from "#components/ui/Button";
import { TextField } from "#components/ui/TextField";

/** What can be said to a proposal: another person puts it in force or turns it down, its proposer takes it back. `confirm` names what a yes does where it is something else. */
export function AnswerForm({ id, own, action, confirm }: { readonly id: number; readonly own: boolean; readonly action: FormAction; readonly confirm?: string }) {
  const t = useTranslations("references.answer");
  const [declines, setDeclines] = useState(false);
  const hidden = (answer: string) => <><input type="hidden" name="id" value={id} /><input type="hidden" name="answer" value={answer} /></>;
  if (own) return <div className="flex flex-col gap-2"><p className="text-table text-ink-soft">{t("own")}</p><ActionForm action={action} submit={t("withdraw")} look="quiet">{hidden("withdraw")}</ActionForm></div>;
  if (declines)
    return (
      <ActionForm action={action} submit={t("decline")} look="danger" back={() => setDeclines(false)}>
        {hidden("decline")}
        <TextField name="note" label={t("note")} rows={2} maxLength={500} isRequired autoFocus />
      </ActionForm>
    );
  return (
    <div className="flex flex-wrap items-start gap-3">
      <ActionForm action={action} submit={confirm ?? t("confirm")}>{hidden("confirm")}</ActionForm>
      <Button look="quiet" onPress={() => setDeclines(true)}>{t("declineWith")}</Button>
    </div>
  );
}
