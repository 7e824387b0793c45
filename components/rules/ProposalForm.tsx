"use client";
import { useTranslations } from "next-intl";
import { ActionForm, type FormAction } from "#components/access/ActionForm";
import { TextField } from "#components/ui/TextField";
import type { RuleMode } from "#lib/risk/rule";
import { ThresholdFields, type ThresholdField } from "./ThresholdFields.tsx";
import { TryPanel } from "./TryPanel.tsx";

type Props = { readonly rule: string; readonly mode: RuleMode; readonly thresholds: readonly ThresholdField[]; readonly tries: { readonly from: string; readonly to: string } | null; readonly action: FormAction };

/** A change of a rule: how it is to be set, tried on past days before it is sent, and why. */
export function ProposalForm({ rule, mode, thresholds, tries, action }: Props) {
  const t = useTranslations("rules.propose");
  return (
    <ActionForm action={action} submit={t("submit")} done={t("done")}>
      <input type="hidden" name="rule" value={rule} />
      <ThresholdFields at="values" modeAt="mode" mode={mode} thresholds={thresholds} />
      {tries === null ? null : <TryPanel rule={rule} thresholds={thresholds} {...tries} />}
      <TextField name="reason" label={t("reason")} rows={3} maxLength={2_000} description={t("reasonNote")} />
    </ActionForm>
  );
}
