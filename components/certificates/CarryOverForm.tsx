"use client";
import { useTranslations } from "next-intl";
import { ActionForm, type FormAction } from "#components/access/ActionForm";
import type { Option } from "#components/ui/Select";
import { TextField } from "#components/ui/TextField";
import { SubmissionFields } from "./SubmissionFields.tsx";

/** Submits proven stock of earlier periods; it counts once somebody else approves it. */
export function CarryOverForm({ action, categories }: { readonly action: FormAction; readonly categories: readonly Option[] }) {
  const t = useTranslations("certificates.carryOver");
  return (
    <ActionForm action={action} submit={t("submit")} done={t("submitted")} draft="carry-over">
      <SubmissionFields categories={categories} />
      <TextField name="proof" label={t("proof")} description={t("proofNote")} />
    </ActionForm>
  );
}
