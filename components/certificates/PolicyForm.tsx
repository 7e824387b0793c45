"use client";
import { useTranslations } from "next-intl";
import { ActionForm, type FormAction } from "#components/access/ActionForm";
import { TextField } from "#components/ui/TextField";

/** Sets the warning level and the reserve of a category; `policy` is what stands, undefined for a new category. */
export function PolicyForm({ action, policy }: { readonly action: FormAction; readonly policy?: { readonly category: string; readonly warningShare: string; readonly reserveShare: string; readonly version: number } }) {
  const t = useTranslations("certificates.policy");
  return (
    <ActionForm action={action} submit={policy === undefined ? t("add") : t("change")} look={policy === undefined ? "primary" : "quiet"} layout="row" done={t("saved")}>
      {policy === undefined ? (
        <TextField name="category" label={t("category")} placeholder={t("categoryNote")} />
      ) : (
        <>
          <input type="hidden" name="category" value={policy.category} />
          <input type="hidden" name="version" value={policy.version} />
        </>
      )}
      <TextField name="warningShare" label={t("warning")} defaultValue={policy?.warningShare ?? "0.9"} inputMode="decimal" />
      <TextField name="reserveShare" label={t("reserve")} defaultValue={policy?.reserveShare ?? "0"} inputMode="decimal" />
    </ActionForm>
  );
}
