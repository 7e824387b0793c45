import { useTranslations } from "next-intl";
import { Part } from "#components/consignment/Part";
import { Select } from "#components/ui/Select";
import { TextField } from "#components/ui/TextField";
import { Timestamp } from "#components/ui/Timestamp";
import { ActionForm } from "../access/ActionForm.tsx";
import { More } from "./More.tsx";
import type { CaseActs, CaseRights, ExhibitShown, FactShown } from "./shown.ts";

export const NOTHING = "nothing";

/** What is established in a case, and the exhibit or finding each fact rests on. */
export function Facts({
  number,
  facts,
  exhibits,
  rights,
  act,
}: {
  readonly number: string;
  readonly facts: readonly FactShown[];
  readonly exhibits: readonly ExhibitShown[];
  readonly rights: CaseRights;
  readonly act: CaseActs["establish"];
}) {
  const t = useTranslations("cases");
  return (
    <Part id="facts" title={t("page.facts")}>
      {facts.length === 0 ? <p className="text-table text-ink-soft">{t("fact.none")}</p> : null}
      <ol className="flex list-decimal flex-col gap-3 ps-5 marker:text-ink-faint">
        {facts.map((fact) => (
          <li key={fact.id}>
            <p className="whitespace-pre-wrap text-pretty">{fact.statement}</p>
            <p className="flex flex-wrap gap-x-2 text-xs text-ink-faint">
              <span>
                {fact.byName} · <Timestamp at={fact.at.toISOString()} />
              </span>
              {fact.exhibitNo === null ? null : (
                <a href="#exhibits" className="text-accent hover:underline">
                  {t("fact.exhibit", { no: fact.exhibitNo })}
                </a>
              )}
              {fact.findingId === null ? null : <span>{t("fact.finding", { id: fact.findingId })}</span>}
            </p>
          </li>
        ))}
      </ol>
      {rights.has("add-fact") ? (
        <More label={t("fact.add")}>
          <ActionForm action={act} submit={t("fact.add")} look="quiet" clears draft={`fact ${number}`}>
            <input type="hidden" name="number" value={number} />
            <TextField name="statement" label={t("fact.statement")} rows={3} maxLength={5000} isRequired />
            <Select
              name="restsOn"
              label={t("fact.restsOn")}
              defaultValue={NOTHING}
              options={[
                { id: NOTHING, label: t("fact.nothing") },
                ...exhibits.map((exhibit) => ({ id: String(exhibit.no), label: t("fact.exhibit", { no: exhibit.no }), note: `${t(`kind.${exhibit.kind}`)} ${exhibit.reference}` })),
              ]}
            />
          </ActionForm>
        </More>
      ) : null}
    </Part>
  );
}
