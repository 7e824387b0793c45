"use client";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Radios } from "#components/ui/Radios";
import { Select } from "#components/ui/Select";
import { TextField } from "#components/ui/TextField";
import { UNITS } from "#lib/measures/unit";
import { SCOPE_KINDS } from "./form.ts";
import { SitePicker } from "./SitePicker.tsx";

/** Site, scope, quantity and production period: what a certificate and carried-over stock have in common. */
export function SubmissionFields({ site }: { readonly site?: string | undefined }) {
  const t = useTranslations("certificates.form");
  const locale = useLocale();
  const [kind, setKind] = useState("gtins");
  const units = UNITS.map((unit) => ({ id: unit.code, label: `${locale === "en" ? unit.names.en : unit.names.zh} (${unit.code})` }));
  return (
    <>
      <SitePicker name="site" {...(site === undefined ? {} : { defaultValue: site })} />
      <div className="grid gap-4 sm:grid-cols-[12rem_minmax(0,1fr)]">
        <Radios name="scopeKind" label={t("scopeKind")} value={kind} onChange={setKind} options={SCOPE_KINDS.map((id) => ({ id, label: t(`scopeKinds.${id}`) }))} />
        <TextField name="scope" label={t(`scopeOf.${kind as (typeof SCOPE_KINDS)[number]}`)} description={t(`scopeNote.${kind as (typeof SCOPE_KINDS)[number]}`)} rows={kind === "category" ? 1 : 3} />
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="value" label={t("quantity")} description={t("quantityNote")} inputMode="decimal" />
        <Select name="unit" label={t("unit")} options={units} defaultValue="XBO" />
        <TextField name="from" type="date" label={t("from")} />
        <TextField name="last" type="date" label={t("last")} description={t("lastNote")} />
      </div>
    </>
  );
}
