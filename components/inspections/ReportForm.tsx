"use client";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm, type FormAction } from "#components/access/ActionForm";
import { Field } from "#components/ui/Field";
import { Radios } from "#components/ui/Radios";
import { Select } from "#components/ui/Select";
import { TextField } from "#components/ui/TextField";
import { UNITS } from "#lib/measures/unit";
import { HashField } from "./HashField.tsx";
import { CHECK_RESULTS, REPORT_KINDS, REPORT_RESULTS, isReportKind, type ReportKind } from "./report-form.ts";

/** Reports an inspection before shipment: its kind, the lots, what was looked at and what came of it. */
export function ReportForm({ action }: { readonly action: FormAction<{ readonly number: string }> }) {
  const t = useTranslations("imports.reports");
  const locale = useLocale();
  const [kind, setKind] = useState<ReportKind>("pre-shipment");
  const units = UNITS.map((unit) => ({ id: unit.code, label: `${locale === "en" ? unit.names.en : unit.names.zh} (${unit.code})` }));
  return (
    <ActionForm action={action} submit={t("submit")} result={submitted} draft="inspection-report">
      <Radios name="kind" label={t("kind")} value={kind} onChange={(id) => isReportKind(id) && setKind(id)} options={(Object.keys(REPORT_KINDS) as ReportKind[]).map((id) => ({ id, label: t(`kindOf.${id}`) }))} />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="number" label={t("number")} />
        <SiteField />
      </div>
      <TextField name="lots" rows={4} label={t("lots")} description={t("lotsNote")} spellCheck="false" />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="value" label={t("quantity")} inputMode="decimal" />
        <Select name="unit" label={t("unit")} options={units} defaultValue="XBO" />
        <TextField name="container" label={t("container")} />
        <TextField name="seals" label={t("seals")} description={t("sealsNote")} />
      </div>
      <Field label={t("checks")}>
        <div className="grid gap-3 sm:grid-cols-3">
          {REPORT_KINDS[kind].map((check) => (
            <Select key={check} name={`check.${check}`} label={t(`checkOf.${check}`)} defaultValue="not-checked" options={CHECK_RESULTS.map((id) => ({ id, label: t(`resultOf.${id}`) }))} />
          ))}
        </div>
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Select name="result" label={t("results")} placeholder={t("resultOpen")} options={REPORT_RESULTS.map((id) => ({ id, label: t(`resultOf.${id}`) }))} />
        <HashField name="document" />
      </div>
      <TextField name="remarks" rows={2} label={t("remarks")} />
    </ActionForm>
  );
}

function submitted({ number }: { readonly number: string }) {
  return <Submitted number={number} />;
}

function Submitted({ number }: { readonly number: string }) {
  const words = useTranslations("imports.reports");
  return <output className="text-green">{words("submitted", { number })}</output>;
}

function SiteField() {
  const goods = useTranslations("imports.goods");
  return <TextField name="site" label={goods("site")} description={goods("siteNote")} />;
}
