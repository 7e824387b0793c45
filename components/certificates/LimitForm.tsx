"use client";
import { useTranslations } from "next-intl";
import { ActionForm, type FormAction } from "#components/access/ActionForm";
import { Select } from "#components/ui/Select";
import { TextField } from "#components/ui/TextField";
import { MEASURES } from "#lib/trace/sensor";

/** Sets between which values goods of a category are to be kept on their way; `standing` is what holds, undefined for a new one. */
export function LimitForm({ action, standing }: { readonly action: FormAction; readonly standing?: { readonly category: string; readonly measure: string; readonly lowest: string; readonly highest: string; readonly source: string; readonly version: number } }) {
  const t = useTranslations("certificates.limit");
  return (
    <ActionForm action={action} submit={standing === undefined ? t("add") : t("change")} look={standing === undefined ? "primary" : "quiet"} layout="row" done={t("saved")}>
      {standing === undefined ? (
        <>
          <TextField name="category" label={t("category")} placeholder={t("categoryNote")} />
          <Select name="measure" label={t("measure")} options={MEASURES.map((id) => ({ id, label: t(`measures.${id}`) }))} defaultValue="temperature" />
        </>
      ) : <><input type="hidden" name="category" value={standing.category} /><input type="hidden" name="measure" value={standing.measure} /><input type="hidden" name="version" value={standing.version} /></>}
      <TextField name="lowest" label={t("lowest")} defaultValue={standing?.lowest ?? ""} inputMode="decimal" />
      <TextField name="highest" label={t("highest")} defaultValue={standing?.highest ?? ""} inputMode="decimal" />
      <TextField name="source" label={t("source")} defaultValue={standing?.source ?? ""} />
    </ActionForm>
  );
}
