"use client";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { buttonClass } from "#components/ui/Button";
import { WordPicker } from "#components/ui/CodePicker";
import type { Option } from "#components/ui/Select";
import { FIELD_LABEL, INPUT } from "../ui/field-look.ts";
import { Link } from "../../app/navigation.ts";

type Search = { readonly actor?: string; readonly action?: string; readonly kind?: string; readonly subject?: string; readonly from?: string; readonly to?: string };

type Props = { readonly search: Search; readonly file: string; readonly actors: readonly Option[]; readonly actions: readonly Option[]; readonly kinds: readonly Option[] };

const PLAIN = [
  { name: "subject", type: "search" },
  { name: "from", type: "date" },
  { name: "to", type: "date" },
] as const;

/** Searches the log; what is searched stands in the address, so that it can be sent on. `file` hands what is found out as CSV. */
export function AuditForm({ search, file, actors, actions, kinds }: Props) {
  const [t, audit] = [useTranslations("admin.audit.by"), useTranslations("admin.audit")];
  const lists = [{ name: "actor", options: actors }, { name: "action", options: actions }, { name: "kind", options: kinds }] as const;
  return (
    <search>
      <form className="grid grid-cols-2 items-end gap-3 sm:grid-cols-3 xl:grid-cols-[repeat(6,minmax(0,1fr))_auto]">
        {lists.map(({ name, options }) => (
          <WordPicker key={`${name} ${search[name] ?? ""}`} name={name} label={t(name)} options={options} defaultValue={search[name]} nothing={t(name === "actor" ? "nobody" : "nothing")} />
        ))}
        {PLAIN.map(({ name, type }) => (
          <label key={`${name} ${search[name] ?? ""}`} className="flex min-w-0 flex-col gap-1">
            <span className={FIELD_LABEL}>{t(name)}</span>
            <input name={name} type={type} defaultValue={search[name] ?? ""} className={INPUT} />
          </label>
        ))}
        <div className="flex gap-2">
          <button type="submit" className={buttonClass("primary")}>
            {t("go")}
          </button>
          <Link href="/admin/audit" className={buttonClass("plain")}>
            {t("all")}
          </Link>
          <a href={file} download title={audit("exportNote")} className={buttonClass("quiet")}>
            <Download aria-hidden className="size-4" />
            {audit("export")}
          </a>
        </div>
      </form>
    </search>
  );
}
