"use client";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Radios } from "#components/ui/Radios";
import { Select, type Option } from "#components/ui/Select";
import { TextField } from "#components/ui/TextField";
import { UNITS } from "#lib/measures/unit";
import { SCOPE_KINDS } from "./form.ts";
import { SitePicker } from "./SitePicker.tsx";

/** What the fields of a submission begin with: those of a certificate that this one supersedes or is an extract of. Days are both included. */
export type Pattern = {
  readonly site?: string | undefined;
  readonly scope?: { readonly kind: (typeof SCOPE_KINDS)[number]; readonly values: readonly string[] };
  readonly value?: string;
  readonly unit?: string;
  readonly from?: string;
  readonly last?: string;
};

/** Site, scope, quantity and production period: what a certificate and carried-over stock have in common. */
export function SubmissionFields({ pattern = {}, categories }: { readonly pattern?: Pattern; readonly categories: readonly Option[] }) {
  const t = useTranslations("certificates.form");
  const locale = useLocale();
  const [kind, setKind] = useState<string>(pattern.scope?.kind ?? "gtins");
  const of = SCOPE_KINDS.find((one) => one === kind) ?? "gtins";
  const before = pattern.scope?.kind === of ? pattern.scope.values : [];
  const units = UNITS.map((unit) => ({ id: unit.code, label: `${locale === "en" ? unit.names.en : unit.names.zh} (${unit.code})` }));
  return (
    <>
      <SitePicker name="site" {...(pattern.site === undefined ? {} : { defaultValue: pattern.site })} />
      <div className="grid gap-4 sm:grid-cols-[12rem_minmax(0,1fr)]">
        <Radios name="scopeKind" label={t("scopeKind")} value={kind} onChange={setKind} options={SCOPE_KINDS.map((id) => ({ id, label: t(`scopeKinds.${id}`) }))} />
        {of === "category" ? (
          <Select name="scope" label={t("scopeOf.category")} description={t("scopeNote.category")} options={categories} placeholder={t("scopeOpen")} {...(before[0] === undefined ? {} : { defaultValue: before[0] })} />
        ) : (
          <TextField key={of} name="scope" label={t(`scopeOf.${of}`)} description={t(`scopeNote.${of}`)} rows={3} defaultValue={before.join("\n")} />
        )}
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="value" label={t("quantity")} description={t("quantityNote")} inputMode="decimal" defaultValue={pattern.value ?? ""} />
        <Select name="unit" label={t("unit")} options={units} defaultValue={pattern.unit ?? "XBO"} />
        <TextField name="from" type="date" label={t("from")} defaultValue={pattern.from ?? ""} />
        <TextField name="last" type="date" label={t("last")} description={t("lastNote")} defaultValue={pattern.last ?? ""} />
      </div>
    </>
  );
}
