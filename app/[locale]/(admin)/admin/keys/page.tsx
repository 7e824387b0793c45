import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { KeyForm } from "#components/access/KeyForm";
import { NotPermitted } from "#components/access/NotPermitted";
import { RevokeKey } from "#components/access/RevokeKey";
import { Section } from "#components/access/Section";
import { Table } from "#components/access/Table";
import { PageLinks } from "#components/ui/PageLinks";
import { PageTitle } from "#components/ui/PageTitle";
import { Tag } from "#components/ui/Tag";
import { Timestamp } from "#components/ui/Timestamp";
import { may } from "#lib/access/actor";
import { countKeys, listKeys } from "#lib/access/queries";
import { actorOfPage } from "#lib/access/session";
import { readingHere } from "../../../../read.ts";
import { findOrganisations } from "../organisations/actions.ts";
import { issueKey, revokeKey } from "./actions.ts";

const PAGE = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("admin.room"))("keys") };
}

/** The keys by which other systems come in: issued, shown once, revoked. */
export default async function KeysPage({ searchParams }: { readonly searchParams: Promise<{ readonly after?: string }> }) {
  const actor = await actorOfPage();
  if (!may(actor, "key.manage")) return <NotPermitted />;
  const after = Number((await searchParams).after ?? NaN);
  const from = Number.isSafeInteger(after) ? after : undefined;
  const [found, count] = await readingHere(actor, "key.manage", async (tx) => [await listKeys(tx, { after: from, limit: PAGE + 1 }), await countKeys(tx)] as const);
  const [t, role, locale] = [await getTranslations("admin.keys"), await getTranslations("frame.role"), await getLocale()];
  const rows = found.slice(0, PAGE);
  const columns = [
    { id: "name", label: t("name") },
    { id: "role", label: t("role") },
    { id: "organisation", label: t("organisation") },
    { id: "since", label: t("since") },
    { id: "state", label: t("state") },
  ];
  return (
    <div className="flex flex-col gap-4">
      <PageTitle note={t("note")}>{t("fact", count)}</PageTitle>
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        {rows.length === 0 ? (
          <p className="panel p-6 text-ink-soft">{t("none")}</p>
        ) : (
          <Table
            label={t("fact", count)}
            columns={columns}
            rows={rows.map((key) => ({
              id: key.id,
              faded: key.revokedAt !== null,
              cells: {
                name: <span className="font-medium">{key.name}</span>,
                role: role(key.role),
                organisation: `${locale === "zh-CN" ? key.organisationZh : key.organisationEn} (${key.organisationCode})`,
                since: <Timestamp at={key.recordedAt.toISOString()} />,
                state: key.revokedAt === null ? <RevokeKey id={key.id} name={key.name} action={revokeKey} /> : <Tag tone="neutral">{t.rich("revoked", { at: stamped(key.revokedAt) })}</Tag>,
              },
            }))}
          />
        )}
        <Section title={t("issue")} note={t("issueNote")}>
          <KeyForm action={issueKey} findOrganisations={findOrganisations} />
        </Section>
      </div>
      <PageLinks first={from === undefined ? undefined : "/admin/keys"} next={found.length > PAGE ? `/admin/keys?after=${rows.at(-1)?.id}` : undefined} />
    </div>
  );
}

function stamped(at: Date) {
  const stamp = <Timestamp at={at.toISOString()} shape="day" />;
  return () => stamp;
}
