import { useTranslations } from "next-intl";
import { Section } from "#components/access/Section";
import { Table } from "#components/access/Table";
import { Figures } from "#components/consignment/Figures";
import { numberFormat } from "../../../../../../components/ui/number-format.ts";
import type { SideBySide } from "#lib/risk/modelWatch";
import { Link } from "../../../../../navigation.ts";

/** The model beside one in force, on the declarations that both scored. */
export function Beside({ other, mode, figures, locale }: { readonly other: number; readonly mode: "live" | "shadow"; readonly figures: SideBySide; readonly locale: string }) {
  const t = useTranslations("model.beside");
  const share = (value: number): string => numberFormat(locale, "smallShare").format(value);
  const { declarations, correlation, tenth, found, differences } = figures;
  return (
    <Section title={t("title", { other, mode })}>
      {declarations === 0 ? (
        <p className="text-ink-soft">{t("none")}</p>
      ) : (
        <>
          <Figures
            figures={[
              { label: t("declarations"), value: numberFormat(locale, "whole").format(declarations) },
              { label: t("correlation"), value: correlation === null ? "–" : correlation.toFixed(3) },
              { label: t("tenth"), value: t("tenthOf", tenth) },
              { label: t("found"), value: t("foundOf", found) },
            ]}
          />
          <h3 className="font-medium">{t("differences")}</h3>
          <Table
            label={t("differences")}
            columns={[{ id: "number", label: t("number") }, { id: "here", label: t("here") }, { id: "there", label: t("there", { other }) }, { id: "outcome", label: t("outcome") }]}
            rows={differences.map(({ number, chance, other: theirs, confirmed }) => ({
              id: number,
              cells: {
                number: <Link href={`/consignments/${number}`} className="text-accent underline decoration-line-strong underline-offset-2">{number}</Link>,
                here: share(chance),
                there: share(theirs),
                outcome: confirmed === null ? t("open") : confirmed ? t("confirmed") : t("cleared"),
              },
            }))}
          />
        </>
      )}
    </Section>
  );
}
