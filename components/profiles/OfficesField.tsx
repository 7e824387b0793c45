"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Select, type Option } from "#components/ui/Select";

type Props = { readonly name: string; readonly offices: readonly Option[]; readonly chosen: readonly string[]; readonly onChange: (codes: readonly string[]) => void };

/** The offices a profile is for, each taken from the list and to be taken away again; none are all. */
export function OfficesField({ name, offices, chosen, onChange }: Props) {
  const t = useTranslations("profiles.field");
  const rest = offices.filter(({ id }) => !chosen.includes(id));
  const word = (code: string) => offices.find(({ id }) => id === code)?.label ?? code;
  return (
    <div className="flex flex-col gap-1.5">
      <input type="hidden" name={name} value={chosen.join(",")} />
      <Select key={chosen.join()} label={t("offices")} description={t("officesNote")} placeholder={chosen.length === 0 ? t("officesAll") : t("officesMore")} value={null} onChange={(code) => onChange([...chosen, code])} options={rest} />
      {chosen.length === 0 ? null : (
        <ul className="flex flex-wrap gap-1.5" aria-label={t("offices")}>
          {chosen.map((code) => (
            <li key={code}>
              <button
                type="button"
                onClick={() => onChange(chosen.filter((one) => one !== code))}
                aria-label={t("officesLess", { office: word(code) })}
                className="inline-flex h-7 cursor-pointer items-center gap-1 rounded-md border border-line-strong bg-raised px-2 text-table hover:bg-hover"
              >
                {word(code)}
                <X aria-hidden className="size-3.5 text-ink-faint" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
