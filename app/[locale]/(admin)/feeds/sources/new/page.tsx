import type { Metadata } from "next";
import { getMessages, getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { SourceForm } from "#components/sources/SourceForm";
import { PageTitle } from "#components/ui/PageTitle";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { findOrganisations } from "../../../admin/organisations/actions.ts";
import { attemptSource, connectSource } from "../actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("sources"))("newTitle") };
}

/** Connects a source: what it is, where it is, a trial, and when it is read. */
export default async function NewSourcePage() {
  if (!may(await actorOfPage(), "source.manage")) return <NotPermitted />;
  const t = await getTranslations("sources");
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-4">
      <PageTitle note={t("newNote")}>{t("newTitle")}</PageTitle>
      <SourceForm action={connectSource} attempt={attemptSource} submit={t("submit")} steps={(await getMessages()).consignment.journey.step} findOrganisations={findOrganisations} />
    </div>
  );
}
