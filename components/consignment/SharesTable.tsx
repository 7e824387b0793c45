import { useLocale, useTranslations } from "next-intl";
import { Timestamp } from "#components/ui/Timestamp";
import { VerdictTag } from "#components/ui/VerdictTag";
import type { AccountReading, Share } from "#lib/capacity/picture";
import { Link } from "../../app/navigation.ts";
import { amountWords } from "../desk/wording.ts";
import { keyOf } from "./CapacityBar.tsx";
import { Grid } from "./Grid.tsx";
import { worded } from "./worded.ts";

/** As many of the last lines stand open; the earlier ones are folded. */
const OPEN = 12;

/** A line with its place among all that share the account. */
type Placed = { readonly share: Share; readonly place: number };

/** Every declaration that shares an account, in the order it was entered, with the running total: the one that crosses is seen. */
export function SharesTable({ account, shares, own }: { readonly account: AccountReading; readonly shares: readonly Share[]; readonly own?: number }) {
  const t = useTranslations("consignment.shares");
  if (shares.length === 0) return <p className="text-ink-soft">{t("none")}</p>;
  const placed = shares.map((share, index) => ({ share, place: index + 1 }));
  const folded = placed.filter(({ share, place }) => place <= shares.length - OPEN && share.declarationId !== own);
  const shown = placed.filter((one) => !folded.includes(one));
  return (
    <div className="flex flex-col gap-2">
      {folded.length === 0 ? null : (
        <details>
          <summary className="w-fit cursor-pointer py-1 text-table text-ink-soft hover:text-ink">{t("earlier", { count: folded.length })}</summary>
          <Rows label={t("labelEarlier")} account={account} placed={folded} own={own} />
        </details>
      )}
      <Rows label={t("label")} account={account} placed={shown} own={own} />
    </div>
  );
}

function Rows({ label, account, placed, own }: { readonly label: string; readonly account: AccountReading; readonly placed: readonly Placed[]; readonly own: number | undefined }) {
  const t = useTranslations("consignment.shares");
  const locale = useLocale();
  const inAccount = (value: string) => amountWords(value, account.unit, locale);
  return (
    <Grid
      label={label}
      columns={[
        { id: "place", label: "#" },
        { id: "declaration", label: t("declaration") },
        { id: "importer", label: t("importer") },
        { id: "office", label: t("office") },
        { id: "lodged", label: t("lodged") },
        { id: "declared", label: t("declared"), end: true },
        { id: "quantity", label: t("inAccount"), end: true },
        { id: "after", label: t("running"), end: true },
        { id: "verdict", label: t("verdict") },
      ]}
      rows={placed.map(({ share, place }) => ({
        id: keyOf(share),
        marked: share.declarationId === own,
        cells: {
          place,
          declaration: <NumberOf share={share} own={own} />,
          importer: <span className="block min-w-28">{worded(share.importer, locale)}</span>,
          office: <abbr title={worded(share.office, locale)} className="no-underline">{share.office.code}</abbr>,
          lodged: <Timestamp at={share.lodgedAt} shape="day" />,
          declared: <span className="whitespace-nowrap">{amountWords(share.declared.value, share.declared.unit, locale)}</span>,
          quantity: <span className="whitespace-nowrap">{inAccount(share.quantity)}</span>,
          after: <span className={`whitespace-nowrap ${share.verdict === "exceeds" ? "font-medium text-red" : ""}`}>{inAccount(share.after)}</span>,
          verdict: <VerdictTag verdict={share.verdict} />,
        },
      }))}
    />
  );
}

function NumberOf({ share, own }: { readonly share: Share; readonly own: number | undefined }) {
  const t = useTranslations("consignment.shares");
  if (share.declarationId !== own)
    return (
      <Link
        href={`/consignments/${encodeURIComponent(share.number)}`}
        prefetch={false}
        className="text-accent underline decoration-line-strong underline-offset-2 hover:decoration-current md:whitespace-nowrap"
      >
        {share.number}
      </Link>
    );
  return <span className="font-medium md:whitespace-nowrap">{share.number} <span className="text-xs font-normal text-ink-soft">{t("this")}</span></span>;
}
