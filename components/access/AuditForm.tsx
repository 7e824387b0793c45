"use client";
import { useTranslations } from "next-intl";
import { buttonClass } from "#components/ui/Button";
import { FIELD_LABEL, INPUT } from "../ui/field-look.ts";
import { Link } from "../../app/navigation.ts";

type Search = { readonly actor?: string; readonly action?: string; readonly kind?: string; readonly subject?: string; readonly from?: string; readonly to?: string };

/** A code of the record and its word, offered while one types. */
type Named = { readonly code: string; readonly word: string };

const FIELDS = [
  { name: "actor", type: "search" },
  { name: "action", type: "search", list: "audit-actions" },
  { name: "kind", type: "search", list: "audit-kinds" },
  { name: "subject", type: "search" },
  { name: "from", type: "date" },
  { name: "to", type: "date" },
] as const;

/** Searches the log; what is searched stands in the address, so that it can be sent on. */
export function AuditForm({ search, actions, kinds }: { readonly search: Search; readonly actions: readonly Named[]; readonly kinds: readonly Named[] }) {
  const t = useTranslations("admin.audit.by");
  return (
    <search>
      <form className="grid grid-cols-2 items-end gap-3 sm:grid-cols-3 xl:grid-cols-[repeat(6,minmax(0,1fr))_auto]">
        {FIELDS.map((field) => (
          <label key={field.name} className="flex min-w-0 flex-col gap-1">
            <span className={FIELD_LABEL}>{t(field.name)}</span>
            <input name={field.name} type={field.type} defaultValue={search[field.name] ?? ""} {...("list" in field ? { list: field.list } : {})} className={INPUT} />
          </label>
        ))}
        {[{ id: "audit-actions", named: actions }, { id: "audit-kinds", named: kinds }].map(({ id, named }) => (
          <datalist key={id} id={id}>
            {named.map(({ code, word }) => (
              <option key={code} value={code}>
                {word}
              </option>
            ))}
          </datalist>
        ))}
        <div className="flex gap-2">
          <button type="submit" className={buttonClass("primary")}>
            {t("go")}
          </button>
          <Link href="/admin/audit" className={buttonClass("plain")}>
            {t("all")}
          </Link>
        </div>
      </form>
    </search>
  );
}
