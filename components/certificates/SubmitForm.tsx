"use client";
import { useTranslations } from "next-intl";
import { ActionForm, type FormAction } from "#components/access/ActionForm";
import type { Option } from "#components/ui/Select";
import { TextField } from "#components/ui/TextField";
import { SubmissionFields, type Pattern } from "./SubmissionFields.tsx";

type Props = { readonly action: FormAction; readonly pattern: Pattern; readonly categories: readonly Option[]; readonly supersedes: string | undefined; readonly extractOf: string | undefined };

/** Submits a capacity certificate for the own organisation; it counts once somebody else approves it. */
export function SubmitForm({ action, pattern, categories, supersedes, extractOf }: Props) {
  const t = useTranslations("certificates.form");
  return (
    <ActionForm action={action} submit={t("submit")} draft={`certificate ${supersedes ?? ""} ${extractOf ?? ""}`}>
      <TextField name="number" label={t("number")} description={t("numberNote")} />
      <SubmissionFields pattern={pattern} categories={categories} />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="supersedes" label={t("supersedes")} description={t("supersedesNote")} defaultValue={supersedes ?? ""} />
        <TextField name="extractOf" label={t("extractOf")} description={t("extractOfNote")} defaultValue={extractOf ?? ""} />
      </div>
    </ActionForm>
  );
}
