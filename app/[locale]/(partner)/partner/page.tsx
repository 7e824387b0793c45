import { PackageOpen } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { Table } from "#components/access/Table";
import { Part } from "#components/consignment/Part";
import { Asked } from "#components/partner/Asked";
import { OwnUseTable } from "#components/partner/OwnUseTable";
import { StandingTag } from "#components/partner/StandingTag";
import { RowKeys } from "#components/keys/RowKeys";
import { LinkButton } from "#components/ui/Button";
import { EmptyState } from "#components/ui/EmptyState";
import { PageLinks } from "#components/ui/PageLinks";
import { PageTitle } from "#components/ui/PageTitle";
import { Timestamp } from "#components/ui/Timestamp";
import { VerdictTag } from "#components/ui/VerdictTag";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import type { OwnDeclaration } from "#lib/triage/partner";
import { ownDeclarations } from "#lib/triage/queries/partner";
import { ownUse } from "#lib/triage/queries/partner-use";
import { worded } from "../../../../components/consignment/worded.ts";
import { Link } from "../../../navigation.ts";

const PAGE = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("frame.room"))("partner") };
}

/** An importer's own consignments: where each stands, what is asked, and what its lines were answered. */
export default async function PartnerPage({ searchParams }: { readonly searchParams: Promise<{ readonly after?: string }> }) {
  const actor = await actorOfPage();
  if (actor.role !== "partner") return <NotPermitted />;
  const after = Number((await searchParams).after ?? NaN);
  const from = Number.isSafeInteger(after) ? after : undefined;
  const { rows, next, use } = await reading(actor, "declaration.read", async (tx, scope) => ({
    ...(await ownDeclarations(tx, scope, { limit: PAGE, after: from })),
    use: from === undefined ? await ownUse(tx, scope) : [],
  }));
  const t = await getTranslations("partner");
  if (rows.length === 0 && from === undefined) return <Nothing />;
  const asked = rows.filter(({ standing }) => standing === "correction-requested").length;
  const columns = [
    { id: "number", label: t("number") },
    { id: "standing", label: t("stands") },
    { id: "verdict", label: t("verdict") },
    { id: "goods", label: t("goods") },
    { id: "office", label: t("office") },
    { id: "lodged", label: t("lodged") },
  ];
  return (
    <div className="flex flex-col gap-4">
      <RowKeys />
      <PageTitle note={t("note")}>{t(next === null && from === undefined ? "fact" : "factMore", { count: rows.length, asked })}</PageTitle>
      <Table label={t("label")} columns={columns} rows={await Promise.all(rows.map(async (row) => ({ id: row.number, cells: await cellsOf(row) })))} />
      {use.length === 0 ? null : <Part id="use" title={t("use.title")} note={t("use.note")}><OwnUseTable use={use} /></Part>}
      <PageLinks first={from === undefined ? undefined : "/partner"} next={next === null ? undefined : `/partner?after=${next}`} />
    </div>
  );
}

async function cellsOf(row: OwnDeclaration) {
  const [t, locale] = [await getTranslations("partner"), await getLocale()];
  return {
    number: (
      <Link href={`/partner/${encodeURIComponent(row.number)}`} className="font-medium text-accent hover:underline">
        {row.number}
        <span className="block text-xs font-normal text-ink-faint">{t("revision", { revision: row.revision })}</span>
      </Link>
    ),
    standing: row.standing === "correction-requested" ? <Asked told={row} /> : <StandingTag standing={row.standing} />,
    verdict: row.verdict === null ? <span className="text-ink-faint">{t("noVerdict")}</span> : <VerdictTag verdict={row.verdict} />,
    goods: (
      <>
        {row.goods === null ? "" : worded(row.goods, locale)}
        <span className="block text-xs text-ink-faint">{t("lines", { count: row.lines })}</span>
      </>
    ),
    office: `${row.office.code} ${worded(row.office, locale)}`,
    lodged: <Timestamp at={row.lodgedAt.toISOString()} />,
  };
}

async function Nothing() {
  const t = await getTranslations("partner");
  return (
    <EmptyState title={t("none")} icon={<PackageOpen aria-hidden />} action={<><LinkButton look="primary" href="/imports/new">{t("toImport")}</LinkButton><LinkButton href="/docs/api">{t("toInterface")}</LinkButton></>}>
      {t("noneNext")}
    </EmptyState>
  );
}
