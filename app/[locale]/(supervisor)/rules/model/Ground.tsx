import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Section } from "#components/access/Section";
import { Table } from "#components/access/Table";
import { numberFormat } from "../../../../../components/ui/number-format.ts";
import { LEAST_EXAMPLES, LEAST_EXAMPLES_OF_A_KIND, tooLittle } from "#lib/risk/modelTraining";
import { Link } from "../../../../navigation.ts";

type Counted = { readonly examples: number; readonly confirmed: number };

type Given = {
  readonly house: Counted;
  readonly offices: readonly (Counted & { readonly office: string })[];
  readonly officeName: (code: string) => string;
  readonly locale: string;
  readonly children: ReactNode;
};

/** What there is to learn from, by office, what is still missing, and how to get there. */
export function Ground({ house, offices, officeName, locale, children }: Given) {
  const t = useTranslations("model");
  const whole = numberFormat(locale, "whole");
  const row = (id: string, scope: string, { examples, confirmed }: Counted) => ({
    id,
    cells: { scope, examples: whole.format(examples), confirmed: whole.format(confirmed), cleared: whole.format(examples - confirmed), standing: <Standing examples={examples} confirmed={confirmed} /> },
  });
  const columns = (["scope", "examples", "confirmed", "cleared", "standing"] as const).map((id) => ({ id, label: t(`ground.${id}`) }));
  return (
    <Section title={t("ground.title")} note={t("ground.note", { examples: LEAST_EXAMPLES, kind: LEAST_EXAMPLES_OF_A_KIND })}>
      <Table label={t("ground.title")} columns={columns} rows={[row("house", t("house"), house)]} />
      {offices.length === 0 ? null : (
        <details>
          <summary className="w-max cursor-pointer text-table text-accent underline">{t("ground.byOffice", { offices: offices.length })}</summary>
          <div className="mt-2">
            <Table label={t("ground.byOffice", { offices: offices.length })} columns={columns} rows={offices.map(({ office, ...counted }) => row(office, officeName(office), counted))} />
          </div>
        </details>
      )}
      {tooLittle(house.examples, house.confirmed) === undefined ? (
        children
      ) : (
        <div className="text-pretty">
          <h3 className="font-medium">{t("ground.howTo")}</h3>
          <p className="text-ink-soft">{t("ground.how")}</p>
          <p className="mt-1 flex gap-4">
            <Link href="/inspections" className="text-accent underline">{t("ground.examinations")}</Link>
            <Link href="/rules/feedback" className="text-accent underline">{t("ground.feedback")}</Link>
          </p>
        </div>
      )}
    </Section>
  );
}

function Standing({ examples, confirmed }: Counted) {
  const t = useTranslations("model.ground");
  if (tooLittle(examples, confirmed) === undefined) return <span className="text-green">{t("enough")}</span>;
  const cleared = examples - confirmed;
  const [few, which] = confirmed <= cleared ? [confirmed, "confirmed"] : [cleared, "cleared"];
  const [missing, kind] = [Math.max(0, LEAST_EXAMPLES - examples), Math.max(0, LEAST_EXAMPLES_OF_A_KIND - few)];
  return <span className="text-ink-soft">{t("missing", { examples: missing, kind, which, both: missing > 0 && kind > 0 ? "yes" : "no" })}</span>;
}
