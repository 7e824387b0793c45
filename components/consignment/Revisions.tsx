import { useLocale, useTranslations } from "next-intl";
import { Tag } from "#components/ui/Tag";
import { Timestamp } from "#components/ui/Timestamp";
import type { RecordedRevision } from "#lib/triage/consignment";
import type { ChangedField } from "#lib/triage/revision";
import { countryName, quantityWords } from "../desk/wording.ts";

const TONE = { lodged: "neutral", withdrawn: "yellow", released: "green" } as const;

/** Each revision as it arrived, the newest first, with what it changed of the one before it. */
export function Revisions({ revisions }: { readonly revisions: readonly RecordedRevision[] }) {
  const [t, locale] = [useTranslations("consignment.revision"), useLocale()];
  return (
    <ol className="flex flex-col gap-4">
      {revisions.map((revision) => (
        <li key={revision.revision} className="flex flex-col gap-1">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="font-medium">{t("title", { revision: revision.revision })}</span>
            <Tag tone={TONE[revision.status]}>{t(`status.${revision.status}`)}</Tag>
            {revision.standing ? <Tag tone="blue">{t("stands")}</Tag> : null}
            <span className="text-table text-ink-soft">
              {t("lodged")} <Timestamp at={revision.lodgedAt} /> · {t("known")} <Timestamp at={revision.recordedAt.toISOString()} /> · {t("lines", { count: revision.lines })}
            </span>
          </p>
          {revision.changes === null ? null : revision.changes.length === 0 ? <p className="text-table text-ink-soft">{t("same")}</p> : (
            <ul className="flex flex-col gap-0.5 border-s-2 border-line-strong ps-3 text-table">
              {revision.changes.map((change) => (
                <li key={`${change.field}${change.line ?? ""}`}>
                  <span className="text-ink-faint">{change.line === null ? t(`field.${change.field}`) : t("ofLine", { no: change.line, field: t(`field.${change.field}`) })}</span>{" "}
                  <del className="text-red">{change.before === null ? t("nothing") : valueWords(change.field, change.before, locale)}</del> →{" "}
                  <ins className="text-green no-underline">{change.after === null ? t("nothing") : valueWords(change.field, change.after, locale)}</ins>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  );
}

/** What a declaration says in a field, as people write it: quantities with their unit's word, countries by name. */
function valueWords(field: ChangedField, text: string, locale: string): string {
  if (field === "quantity") return quantityWords(text, locale);
  if (field === "originCountry") return countryName(text, locale);
  const [gtin = "", quantity] = text.split(", ");
  return field === "line" && quantity !== undefined ? `${gtin} · ${quantityWords(quantity, locale)}` : text;
}
