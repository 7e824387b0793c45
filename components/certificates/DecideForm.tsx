"use client";
import { useTranslations } from "next-intl";
import { ActionForm, type FormAction } from "#components/access/ActionForm";
import { TextField } from "#components/ui/TextField";
import type { Decision } from "#lib/certificates/certificate";

/** Decides on a certificate: from which day, and why. */
export function DecideForm({ action, number, version, decision, effective }: { readonly action: FormAction; readonly number: string; readonly version: number; readonly decision: Decision; readonly effective: string }) {
  const t = useTranslations("certificates.decide");
  return (
    <ActionForm action={action} submit={t(`act.${decision}`)} look={decision === "revoke" || decision === "suspend" ? "danger" : "primary"} draft={`${decision} ${number}`}>
      <input type="hidden" name="number" value={number} />
      <input type="hidden" name="decision" value={decision} />
      <input type="hidden" name="version" value={version} />
      <div className="grid gap-4 sm:grid-cols-[14rem_minmax(0,1fr)]">
        <TextField name="effective" type="date" label={t("effective")} description={t(`effectiveNote.${decision}`)} defaultValue={effective} />
        <TextField name="reason" label={t("reason")} description={t("reasonNote")} />
      </div>
    </ActionForm>
  );
}
