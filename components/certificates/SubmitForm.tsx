"use client";
import { useTranslations } from "next-intl";
import { ActionForm, type FormAction } from "#components/access/ActionForm";
import { TextField } from "#components/ui/TextField";
import { SubmissionFields } from "./SubmissionFields.tsx";

/** Submits a capacity certificate for the own organisation; it counts once somebody else approves it. */
export function SubmitForm({ action, site, supersedes }: { readonly action: FormAction; readonly site: string | undefined; readonly supersedes: string | undefined }) {
  const t = useTranslations("certificates.form");
  return (
    <ActionForm action={action} submit={t("submit")} draft={`certificate ${supersedes ?? ""}`}>
      <TextField name="number" label={t("number")} description={t("numberNote")} />
      <SubmissionFields site={site} />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="supersedes" label={t("supersedes")} description={t("supersedesNote")} defaultValue={supersedes ?? ""} />
        <TextField name="extractOf" label={t("extractOf")} description={t("extractOfNote")} />
      </div>
    </ActionForm>
  );
}
