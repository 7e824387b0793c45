import { FileInput } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { ImportList } from "#components/imports/ImportList";
import { RowKeys } from "#components/keys/RowKeys";
import { LinkButton } from "#components/ui/Button";
import { EmptyState } from "#components/ui/EmptyState";
import { PageLinks } from "#components/ui/PageLinks";
import { PageTitle } from "#components/ui/PageTitle";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { isUnderWay } from "#lib/lodging/import";
import { listImports } from "#lib/lodging/queries/imports";
import { single } from "../../../../components/producers/address.ts";

const PAGE = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("frame.room"))("imports") };
}

/** What the own organisation imported, the newest first. */
export default async function ImportsPage({ searchParams }: { readonly searchParams: Promise<{ readonly after?: string | string[] }> }) {
  const actor = await actorOfPage();
  if (!may(actor, "declaration.lodge")) return <NotPermitted />;
  const after = single((await searchParams).after);
  const { items, next } = await reading(actor, "declaration.lodge", (tx) => listImports(tx, "declaration.lodge", { limit: PAGE, after }));
  const t = await getTranslations("imports");
  const fresh = <LinkButton href="/imports/new" look="primary" icon={<FileInput aria-hidden className="size-4" />}>{t("new")}</LinkButton>;
  if (items.length === 0 && after === undefined) {
    return (
      <EmptyState title={t("none")} icon={<FileInput aria-hidden />} action={fresh}>
        {t("noneNext")}
      </EmptyState>
    );
  }
  const open = items.filter(({ state }) => isUnderWay(state)).length;
  return (
    <div className="flex flex-col gap-4">
      <RowKeys />
      <PageTitle note={t("note")} actions={fresh}>
        {t(next === null && after === undefined ? "fact" : "factMore", { count: items.length, open })}
      </PageTitle>
      <ImportList items={items} room="/imports" />
      <PageLinks first={after === undefined ? undefined : "/imports"} next={next === null ? undefined : `/imports?after=${next}`} />
    </div>
  );
}
