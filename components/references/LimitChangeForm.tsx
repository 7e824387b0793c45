"use client";
import { useTranslations } from "next-intl";
import { ActionForm, type FormAction } from "#components/access/ActionForm";
import { Select } from "#components/ui/Select";
import { TextField } from "#components/ui/TextField";
import { MEASURES } from "#lib/trace/sensor";

/** A limit that stands, as a form shows it: decimals, empty where nothing binds. */
export type StandingLimit = {
  readonly category: string;
  readonly measure: string;
  readonly lowest: string;
  readonly highest: string;
  readonly activationEnergy: string;
  readonly source: string;
  readonly version: number;
};

/** Proposes between which values goods of a category are to be kept; `standing` is what holds now, undefined for a new category. */
export function LimitChangeForm({ action, standing }: { readonly action: FormAction; readonly standing?: StandingLimit }) {
  const t = useTranslations("references.limits");
  return (
    <ActionForm action={action} submit={t("propose")} done={t("proposed")}>
      {standing === undefined ? (
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField name="category" label={t("category")} description={t("categoryNote")} isRequired maxLength={40} />
          <Select name="measure" label={t("measure")} options={MEASURES.map((id) => ({ id, label: t(`measures.${id}`) }))} defaultValue="temperature" />
        </div>
      ) : <><input type="hidden" name="category" value={standing.category} /><input type="hidden" name="measure" value={standing.measure} /><input type="hidden" name="version" value={standing.version} /></>}
      <div className="grid gap-4 sm:grid-cols-3">
        <TextField name="lowest" label={t("lowest")} defaultValue={standing?.lowest ?? ""} inputMode="decimal" />
        <TextField name="highest" label={t("highest")} defaultValue={standing?.highest ?? ""} inputMode="decimal" />
        <TextField name="activationEnergy" label={t("energy")} description={t("energyNote")} defaultValue={standing?.activationEnergy ?? ""} inputMode="decimal" placeholder="83.144" />
      </div>
      <TextField name="source" label={t("source")} defaultValue={standing?.source ?? ""} isRequired maxLength={300} />
      <TextField name="reason" label={t("reason")} isRequired rows={2} maxLength={500} />
    </ActionForm>
  );
}
