import { UserPlus } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { Table } from "#components/access/Table";
import { RowKeys } from "#components/keys/RowKeys";
import { ListSearch } from "#components/producers/ListSearch";
import { LinkButton } from "#components/ui/Button";
import { EmptyState } from "#components/ui/EmptyState";
import { PageLinks } from "#components/ui/PageLinks";
import { PageTitle } from "#components/ui/PageTitle";
import { Tag } from "#components/ui/Tag";
import { Timestamp } from "#components/ui/Timestamp";
import { may } from "#lib/access/actor";
import { countPeople, listPeople } from "#lib/access/queries";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { addressOf } from "../../../../../components/producers/address.ts";
import { Link } from "../../../../navigation.ts";

const PAGE = 50;
type Search = { readonly q?: string; readonly after?: string };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("admin.room"))("people") };
}

/** Who may come in: everybody with their role, organisation, office and when they were last seen. */
export default async function PeoplePage({ searchParams }: { readonly searchParams: Promise<Search> }) {
  const actor = await actorOfPage();
  if (!may(actor, "people.manage")) return <NotPermitted />;
  const { q, after } = await searchParams;
  const [found, count] = await reading(actor, "people.manage", async (tx) => [await listPeople(tx, { q, after, limit: PAGE + 1 }), await countPeople(tx)] as const);
  const [t, role, locale] = [await getTranslations("admin.people"), await getTranslations("frame.role"), await getLocale()];
  const rows = found.slice(0, PAGE);
  const columns = [
    { id: "name", label: t("name") },
    { id: "role", label: t("role") },
    { id: "organisation", label: t("organisation") },
    { id: "office", label: t("office") },
    { id: "factor", label: t("factor") },
    { id: "seen", label: t("seen") },
    { id: "state", label: t("state") },
  ];
  return (
    <div className="flex flex-col gap-4">
      <RowKeys />
      <PageTitle
        actions={
          <LinkButton href="/admin/people/new" look="primary" icon={<UserPlus aria-hidden className="size-4" />}>
            {t("add")}
          </LinkButton>
        }
      >
        {t("fact", count)}
      </PageTitle>
      <ListSearch label={t("search")} q={q} />
      {rows.length === 0 ? (
        <EmptyState title={t("none")}>{t("noneNext")}</EmptyState>
      ) : (
        <Table
          label={t("fact", count)}
          columns={columns}
          rows={rows.map((person) => ({
            id: person.id,
            faded: person.disabledAt !== null,
            cells: {
              name: (
                <Link href={`/admin/people/${person.id}`} className="group block">
                  <span className="font-medium text-accent group-hover:underline">{locale === "zh-CN" ? person.nameZh : person.name}</span>
                  <span className="block text-xs text-ink-faint">{person.login}</span>
                </Link>
              ),
              role: role(person.role),
              organisation: locale === "zh-CN" ? person.organisationZh : person.organisationEn,
              office: person.officeCode ?? "–",
              factor: person.hasSecondFactor ? t("factorOn") : person.hasPassword ? t("factorOff") : t("ssoOnly"),
              seen: person.lastSeenAt ? <Timestamp at={person.lastSeenAt.toISOString()} /> : t("never"),
              state: person.disabledAt === null ? <Tag tone="green">{t("active")}</Tag> : <Tag tone="neutral">{t("disabled")}</Tag>,
            },
          }))}
        />
      )}
      <PageLinks first={after === undefined ? undefined : addressOf("/admin/people", { q })} next={found.length > PAGE ? addressOf("/admin/people", { q, after: rows.at(-1)?.login }) : undefined} />
    </div>
  );
}
