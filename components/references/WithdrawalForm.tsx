"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm, type FormAction } from "#components/access/ActionForm";
import { Button } from "#components/ui/Button";
import { TextField } from "#components/ui/TextField";

/** Proposes that a population be taken out of force, with the reason. */
export function WithdrawalForm({ id, action }: { readonly id: number; readonly action: FormAction }) {
  const t = useTranslations("references.takeOut");
  const [asks, setAsks] = useState(false);
  if (!asks) return <Button look="quiet" onPress={() => setAsks(true)}>{t("open")}</Button>;
  return (
    <ActionForm action={action} submit={t("submit")} look="danger" back={() => setAsks(false)}>
      <input type="hidden" name="id" value={id} />
      <TextField name="reason" label={t("reason")} description={t("reasonNote")} rows={2} maxLength={500} isRequired autoFocus />
    </ActionForm>
  );
}
