import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ActWords, FactWords } from "#components/access/EntryWords";
import { AuditForm } from "#components/access/AuditForm";
import { NotPermitted } from "#components/access/NotPermitted";
import { Table } from "#components/access/Table";
import { EmptyState } from "#components/ui/EmptyState";
import { PageLinks } from "#components/ui/PageLinks";
import { PageTitle } from "#components/ui/PageTitle";
import { Timestamp } from "#components/ui/Timestamp";
import { may } from "#lib/access/actor";
import { actorsToChoose, namesFor } from "#lib/access/queries";
import { calledInChinese } from "#lib/access/called";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { auditActions, auditPage, type AuditRow } from "#lib/audit/queries";
import record from "#messages/en/record.json" with { type: "json" };
import { addressOf } from "../../../../../components/producers/address.ts";
import { Link } from "../../../../navigation.ts";
import { cursorOf, filterOf, pageOfSubject, queryAfter, type AuditSearch } from "./search.ts";

const PAGE = 100;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("admin.room"))("audit") };
}

/** The record of what was done and read: searched by who, what, to what, and when. */
export default async function AuditPage({ searchParams }: { readonly searchParams: Promise<AuditSearch> }) {
  const actor = await actorOfPage();
  if (!may(actor, "audit.read")) return <NotPermitted />;
  const search = await searchParams;
  const after = cursorOf(search.after);
  const locale = await getLocale();
  const [{ rows, next }, actions, whom] = await reading(
    actor,
    "audit.read",
    async (tx) => [calledInChinese(await auditPage(tx, filterOf(search), { limit: PAGE, after }), await namesFor(tx, locale)), await auditActions(tx), await actorsToChoose(tx)] as const,
  );
  const [t, role, act, kind, system] = [
    await getTranslations("admin.audit"),
    await getTranslations("frame.role"),
    await getTranslations("record.act"),
    await getTranslations("record.kind"),
    await getTranslations("record.system"),
  ];
  const columns = [
    { id: "at", label: t("at") },
    { id: "actor", label: t("actor") },
    { id: "action", label: t("action") },
    { id: "subject", label: t("subject") },
    { id: "facts", label: t("facts") },
  ];
  return (
    <div className="flex flex-col gap-4">
      <PageTitle note={t("note")}>{t(next ? "factMore" : "fact", { entries: rows.length })}</PageTitle>
      <AuditForm
        search={search}
        file={addressOf("/api/audit", { ...search, after: undefined, language: locale === "en" ? "en" : "zh" })}
        actors={whom.map(({ key, name, nameZh, note }) => ({ id: key, label: locale === "en" ? name : nameZh, note }))}
        actions={actions.map((id) => ({ id, label: act.has(id) ? act(id) : id, note: id }))}
        kinds={Object.keys(record.kind).map((id) => ({ id, label: kind(id) }))}
      />
      {rows.length === 0 ? (
        <EmptyState title={t("none")}>{t("noneNext")}</EmptyState>
      ) : (
        <Table
          label={t("label")}
          columns={columns}
          rows={rows.map((entry) => ({
            id: entry.id,
            cells: {
              at: <Timestamp at={entry.at.toISOString()} />,
              actor: <Actor entry={entry} name={entry.role === null && system.has(entry.actorName) ? system(entry.actorName) : entry.actorName} roleName={entry.role === null ? t("system") : role(entry.role)} />,
              action: <ActWords action={entry.action} />,
              subject: <Subject kind={entry.subjectKind} id={entry.subjectId} />,
              facts: <FactWords facts={entry.facts} label={t("facts")} />,
            },
          }))}
        />
      )}
      <PageLinks first={after === undefined ? undefined : addressOf("/admin/audit", { ...search, after: undefined })} next={next && addressOf("/admin/audit", queryAfter(search, next))} />
    </div>
  );
}

function Actor({ entry, name, roleName }: { readonly entry: AuditRow; readonly name: string; readonly roleName: string }) {
  return (
    <Link href={{ pathname: "/admin/audit", query: { actor: entry.actorId } }} className="group block">
      <span className="text-accent group-hover:underline">{name}</span>
      <span className="block text-xs text-ink-faint">{roleName}</span>
    </Link>
  );
}

async function Subject({ kind, id }: { readonly kind: string; readonly id: string }) {
  const words = await getTranslations("record.kind");
  const href = pageOfSubject(kind, id);
  return (
    <span className="block max-w-80">
      <span className="block text-xs text-ink-faint">{words.has(kind) ? words(kind) : kind}</span>
      {href === undefined ? (
        <span className="break-all">{id}</span>
      ) : (
        <Link href={href} className="break-all text-accent hover:underline">
          {id}
        </Link>
      )}
    </span>
  );
}
