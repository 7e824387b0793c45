import type { Metadata } from "next";
import { getMessages, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { NotPermitted } from "#components/access/NotPermitted";
import { SourceForm } from "#components/sources/SourceForm";
import { PageTitle } from "#components/ui/PageTitle";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { sourceByCode } from "#lib/feeds/queries/sources";
import { findOrganisations } from "../../../../admin/organisations/actions.ts";
import { attemptSource, changeSource } from "../../actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("sources"))("edit") };
}

/** Changes a source; its secret is never shown, and stays when none is given. */
export default async function EditSourcePage({ params }: { readonly params: Promise<{ code: string }> }) {
  const actor = await actorOfPage();
  if (!may(actor, "source.manage")) return <NotPermitted />;
  const { code } = await params;
  const record = await reading(actor, "source.manage", (tx) => sourceByCode(tx, code, new Date()));
  if (record === undefined) notFound();
  const t = await getTranslations("sources");
  const { name, organisation, settings, hasSecret, schedule, state, staleAfterMinutes, version } = record;
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-4">
      <PageTitle note={t("kindStays")}>{t("editTitle", { name })}</PageTitle>
      <SourceForm
        key={version}
        source={{ code, name, organisation, settings, hasSecret, schedule, state, staleAfterMinutes, version }}
        action={changeSource}
        attempt={attemptSource}
        submit={t("save")}
        steps={(await getMessages()).consignment.journey.step}
        findOrganisations={findOrganisations}
      />
    </div>
  );
}
