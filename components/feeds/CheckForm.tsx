"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm, type FormAction } from "#components/access/ActionForm";
import { Radios } from "#components/ui/Radios";
import { TextField } from "#components/ui/TextField";
import type { TruthOutcome } from "#lib/feeds/truthTable";

/** Sets what a truth check does, with the reason. Drawn anew when the setting changes. */
export function CheckForm({ action, code, now, choices }: { readonly action: FormAction; readonly code: string; readonly now: TruthOutcome; readonly choices: readonly TruthOutcome[] }) {
  const [t, does] = [useTranslations("quarantine.checks"), useTranslations("quarantine.does")];
  const [wanted, setWanted] = useState<string>(now);
  return (
    <ActionForm action={action} submit={t("set")} clears>
      <input type="hidden" name="code" value={code} />
      <Radios name="outcome" label={t("outcomeField")} value={wanted} onChange={setWanted} options={choices.map((id) => ({ id, label: does(id) }))} />
      <TextField name="reason" label={t("reason")} description={t("reasonNote")} />
    </ActionForm>
  );
}
