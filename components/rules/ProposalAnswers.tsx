"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm, type FormAction } from "#components/access/ActionForm";
import { Button } from "#components/ui/Button";
import { TextField } from "#components/ui/TextField";

type Props = { readonly id: number; readonly own: boolean; readonly acts: { readonly confirm: FormAction; readonly decline: FormAction; readonly withdraw: FormAction } };

/** What can be said to a proposal: another person confirms or declines it, its proposer takes it back. */
export function ProposalAnswers({ id, own, acts }: Props) {
  const t = useTranslations("rules.answer");
  const [declines, setDeclines] = useState(false);
  const number = <input type="hidden" name="id" value={id} />;
  if (own)
    return (
      <div className="flex flex-col gap-2">
        <p className="text-table text-ink-soft">{t("own")}</p>
        <ActionForm action={acts.withdraw} submit={t("withdraw")} look="quiet">{number}</ActionForm>
      </div>
    );
  if (declines)
    return (
      <ActionForm action={acts.decline} submit={t("decline")} look="danger" back={() => setDeclines(false)}>
        {number}
        <TextField name="note" label={t("note")} rows={2} maxLength={2_000} autoFocus />
      </ActionForm>
    );
  return (
    <div className="flex flex-wrap items-start gap-3">
      <ActionForm action={acts.confirm} submit={t("confirm")}>{number}</ActionForm>
      <Button look="quiet" onPress={() => setDeclines(true)}>{t("declineWith")}</Button>
    </div>
  );
}
