"use client";
import { useLocale, useTranslations } from "next-intl";
import { ActionForm, type FormAction } from "#components/access/ActionForm";
import { Select } from "#components/ui/Select";
import { TextField } from "#components/ui/TextField";
import { UNITS } from "#lib/measures/unit";
import { YIELD_KINDS } from "#lib/trace/yield";

/** Records how much of an output comes of how much of an input at the most. */
export function YieldForm({ action }: { readonly action: FormAction }) {
  const [t, locale] = [useTranslations("certificates.yield"), useLocale()];
  const units = UNITS.filter((unit) => unit.kind !== "outer-pack" && unit.kind !== "pallet").map((unit) => ({ id: unit.code, label: `${locale === "en" ? unit.names.en : unit.names.zh} (${unit.code})` }));
  return (
    <ActionForm action={action} submit={t("add")} done={t("saved")} clears>
      <div className="grid gap-4 sm:grid-cols-3">
        <Select name="kind" label={t("kind")} options={YIELD_KINDS.map((id) => ({ id, label: t(`kinds.${id}`), note: t(`kindNotes.${id}`) }))} defaultValue="yield" />
        <TextField name="input" label={t("input")} description={t("goodsNote")} />
        <TextField name="output" label={t("output")} description={t("goodsNote")} />
        <TextField name="inputQuantity/value" label={t("inputQuantity")} inputMode="decimal" />
        <Select name="inputUnit" label={t("unit")} options={units} defaultValue="KGM" />
        <span className="max-sm:hidden" />
        <TextField name="outputQuantity/value" label={t("outputQuantity")} inputMode="decimal" />
        <Select name="outputUnit" label={t("unit")} options={units} defaultValue="LTR" />
        <span className="max-sm:hidden" />
        <TextField name="from" type="date" label={t("from")} />
        <TextField name="to" type="date" label={t("to")} description={t("toNote")} />
      </div>
      <TextField name="source" label={t("source")} description={t("sourceNote")} />
    </ActionForm>
  );
}

/** Ends a yield on a day. */
export function EndYieldForm({ action, id }: { readonly action: FormAction; readonly id: number }) {
  const t = useTranslations("certificates.yield");
  return (
    <ActionForm action={action} submit={t("end")} look="quiet" layout="row">
      <input type="hidden" name="id" value={id} />
      <TextField name="to" type="date" label={t("to")} hideLabel />
    </ActionForm>
  );
}
