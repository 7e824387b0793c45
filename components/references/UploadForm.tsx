"use client";
import { useTranslations } from "next-intl";
import { ActionForm, type FormAction } from "#components/access/ActionForm";
import { ErrorNote } from "#components/ui/ErrorNote";
import { TextField } from "#components/ui/TextField";
import type { RowProblem } from "#lib/risk/referenceTable";
import { FIELD_LABEL, FIELD_NOTE } from "../ui/field-look.ts";

/** What keeps a table from being taken in; none where it was. */
export type Unread = { readonly problems: readonly RowProblem[] };

/** A reference population to propose: whose goods, which season, and the table of what was measured. */
export function UploadForm({ action }: { readonly action: FormAction<Unread> }) {
  const t = useTranslations("references.upload");
  return (
    <ActionForm action={action} submit={t("submit")} result={problemsOf}>
      <div className="grid gap-4 md:grid-cols-2">
        <TextField name="name/en" label={t("nameEn")} isRequired maxLength={100} placeholder="Yangcheng Lake" />
        <TextField name="name/zh" label={t("nameZh")} isRequired maxLength={100} placeholder="阳澄湖" />
        <TextField name="origin" label={t("origin")} description={t("originNote")} isRequired maxLength={60} placeholder="yangcheng-lake" />
        <TextField name="category" label={t("category")} description={t("categoryNote")} isRequired maxLength={40} placeholder="hairy-crab" />
        <TextField name="country" label={t("country")} description={t("countryNote")} isRequired maxLength={2} placeholder="CN" />
        <TextField name="sites" label={t("sites")} description={t("sitesNote")} rows={2} />
        <TextField name="season/from" label={t("from")} isRequired placeholder="2026-09-10" />
        <TextField name="season/last" label={t("last")} isRequired placeholder="2027-01-10" />
        <TextField name="source" label={t("source")} description={t("sourceNote")} isRequired rows={2} maxLength={500} />
        <TextField name="reason" label={t("reason")} isRequired rows={2} maxLength={500} />
      </div>
      <div className="flex flex-col gap-1">
        <label htmlFor="reference-file" className={FIELD_LABEL}>{t("file")}</label>
        <input
          id="reference-file"
          name="file"
          type="file"
          required
          accept=".csv,.tsv,.txt,.xlsx"
          aria-describedby="reference-file-note"
          className="rounded-md border border-line-strong bg-sunken p-2 text-table file:me-3 file:rounded-md file:border-0 file:bg-accent-soft file:px-3 file:py-1 file:text-ink"
        />
        <p id="reference-file-note" className={FIELD_NOTE}>{t("fileNote")}</p>
        <pre lang="en" className="overflow-x-auto rounded-md bg-sunken p-2 font-mono text-xs text-ink-soft">{"sample,87Sr/86Sr,δ13C [‰],Sr [mg/kg]\nYC-001,0.71081,-25.1,268\nYC-002,0.71074,-24.8,251"}</pre>
      </div>
    </ActionForm>
  );
}

const problemsOf = ({ problems }: Unread) => <Problems problems={problems} />;

function Problems({ problems }: Unread) {
  const t = useTranslations("references.problem");
  if (problems.length === 0) return null;
  return (
    <ErrorNote title={t("title", { count: problems.length })}>
      <ul className="mt-1 flex flex-col gap-1">
        {problems.map(({ row, column, code, detail }) => (
          <li key={`${row} ${column} ${code}`} className="text-table">
            <span className="font-medium">{row === 0 ? t("whole") : t("row", { row })}{column === "" ? "" : t("column", { column })}</span>{": "}{t.has(code) ? t(code) : code}
            <span lang="en" className="block text-ink-soft">{detail}</span>
          </li>
        ))}
      </ul>
    </ErrorNote>
  );
}
