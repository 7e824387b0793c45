import { useLocale, useTranslations } from "next-intl";
import { Grid } from "#components/consignment/Grid";
import { Part } from "#components/consignment/Part";
import { LaneTag } from "#components/ui/LaneTag";
import { StatusTag } from "#components/ui/StatusTag";
import { TextField } from "#components/ui/TextField";
import { VerdictTag } from "#components/ui/VerdictTag";
import { Link } from "../../app/navigation.ts";
import { ActionForm } from "../access/ActionForm.tsx";
import { quantityWords } from "../desk/wording.ts";
import { More } from "./More.tsx";
import type { CaseActs, CaseRights, ConsignmentShown } from "./shown.ts";
import { stamped } from "./stamped.tsx";

/** The declarations a case is about, as they stand now. */
export function Consignments({ number, consignments, rights, act }: { readonly number: string; readonly consignments: readonly ConsignmentShown[]; readonly rights: CaseRights; readonly act: CaseActs["link"] }) {
  const t = useTranslations("cases");
  const locale = useLocale();
  return (
    <Part id="declarations" title={t("page.consignments")}>
      <Grid
        label={t("page.consignments")}
        columns={[
          { id: "number", label: t("consignment.number") },
          { id: "goods", label: t("consignment.goods") },
          { id: "importer", label: t("consignment.importer") },
          { id: "verdict", label: t("consignment.verdict") },
          { id: "status", label: t("consignment.status") },
        ]}
        rows={consignments.map((row) => ({
          id: row.number,
          cells: {
            number: (
              <>
                <Link href={`/consignments/${encodeURIComponent(row.number)}`} className="font-medium text-accent hover:underline">{row.number}</Link>
                <span className="block text-xs whitespace-nowrap text-ink-faint">{t.rich("consignment.lodged", { at: stamped(row.lodgedAt, "day") })}</span>
              </>
            ),
            goods: (
              <span className="block min-w-40">
                {locale === "en" ? row.goodsEn : row.goodsZh}
                <span className="block text-ink-soft">{quantityWords(row.quantity, locale)}</span>
              </span>
            ),
            importer: <span className="block min-w-32">{row.importerName}</span>,
            verdict: <VerdictTag verdict={row.verdict} />,
            status: (
              <span className="flex flex-col items-start gap-1">
                <StatusTag status={row.status} />
                <LaneTag lane={row.lane} />
              </span>
            ),
          },
        }))}
      />
      {rights.has("link") ? (
        <More label={t("consignment.link")}>
          <ActionForm action={act} submit={t("consignment.link")} look="quiet" clears>
            <input type="hidden" name="number" value={number} />
            <TextField name="consignments" label={t("consignment.number")} description={t("consignment.linkNote")} isRequired />
          </ActionForm>
        </More>
      ) : null}
    </Part>
  );
}
