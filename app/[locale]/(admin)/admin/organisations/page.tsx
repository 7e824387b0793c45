import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { Table } from "#components/access/Table";
import { VerifiedTag } from "#components/access/VerifiedTag";
import { RowKeys } from "#components/keys/RowKeys";
import { ListSearch } from "#components/producers/ListSearch";
import { EmptyState } from "#components/ui/EmptyState";
import { PageLinks } from "#components/ui/PageLinks";
import { PageTitle } from "#components/ui/PageTitle";
import { may } from "#lib/access/actor";
import { countOrganisations, listOrganisations } from "#lib/access/queries";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { addressOf } from "../../../../../components/producers/address.ts";
import { Link } from "../../../../navigation.ts";

const PAGE = 50;
type Search = { readonly q?: string; readonly after?: string };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("admin.room"))("organisations") };
}

/** Every legal entity the house knows; those taken in from a declaration stand unverified until somebody looked. */
export default async function OrganisationsPage({ searchParams }: { readonly searchParams: Promise<Search> }) {
  const actor = await actorOfPage();
  if (!may(actor, "people.manage")) return <NotPermitted />;
  const { q, after } = await searchParams;
  const [found, count] = await reading(actor, "people.manage", async (tx) => [await listOrganisations(tx, { q, after, limit: PAGE + 1 }), await countOrganisations(tx)] as const);
  const t = await getTranslations("admin.organisations");
  const rows = found.slice(0, PAGE);
  const columns = [
    { id: "code", label: t("code") },
    { id: "nameEn", label: t("nameEn") },
    { id: "nameZh", label: t("nameZh") },
    { id: "kind", label: t("kind") },
    { id: "state", label: t("state") },
  ];
  return (
    <div className="flex flex-col gap-4">
      <RowKeys />
      <PageTitle note={t("note")}>{t("fact", count)}</PageTitle>
      <ListSearch label={t("search")} q={q} />
      {rows.length === 0 ? (
        <EmptyState title={t("none")}>{t("noneNext")}</EmptyState>
      ) : (
        <Table
          label={t("fact", count)}
          columns={columns}
          rows={rows.map((one) => ({
            id: one.id,
            cells: {
              code: (
                <Link href={`/admin/organisations/${encodeURIComponent(one.code)}`} className="font-medium text-accent hover:underline">
                  {one.code}
                </Link>
              ),
              nameEn: one.nameEn,
              nameZh: one.nameZh,
              kind: t(`kinds.${one.kind}`),
              state: <VerifiedTag verified={one.verified} />,
            },
          }))}
        />
      )}
      <PageLinks first={after === undefined ? undefined : addressOf("/admin/organisations", { q })} next={found.length > PAGE ? addressOf("/admin/organisations", { q, after: rows.at(-1)?.code }) : undefined} />
    </div>
  );
}
