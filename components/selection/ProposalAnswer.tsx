"use client";
import { useTranslations } from "next-intl";
import { ActionForm, type FormAction } from "#components/access/ActionForm";
import { TextField } from "#components/ui/TextField";

type Props = { readonly id: number; readonly own: boolean; readonly answers: boolean; readonly acts: { readonly confirm: FormAction; readonly decline: FormAction; readonly withdraw: FormAction } };

/** The answer to a proposal: another person confirms or declines it, its proposer takes it back. */
export function ProposalAnswer({ id, own, answers, acts }: Props) {
  const t = useTranslations("selection.answer");
  if (own) {
    return (
      <div className="flex flex-col gap-2">
        <p className="text-ink-soft">{t("own")}</p>
        <ActionForm action={acts.withdraw} submit={t("withdraw")} look="quiet"><input type="hidden" name="id" value={id} /></ActionForm>
      </div>
    );
  }
  if (!answers) return <p className="text-ink-soft">{t("waits")}</p>;
  return (
    <div className="flex flex-wrap items-end gap-6">
      <ActionForm action={acts.confirm} submit={t("confirm")}><input type="hidden" name="id" value={id} /></ActionForm>
      <ActionForm action={acts.decline} submit={t("decline")} look="quiet" layout="row">
        <input type="hidden" name="id" value={id} />
        <TextField name="note" label={t("note")} isRequired />
      </ActionForm>
    </div>
  );
}
