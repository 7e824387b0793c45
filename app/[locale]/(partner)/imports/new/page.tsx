import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { UploadDrop } from "#components/imports/UploadDrop";
import { PageTitle } from "#components/ui/PageTitle";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("imports.upload"))("title") };
}

/** A file is dropped, and its kind found out. */
export default async function NewImportPage() {
  const actor = await actorOfPage();
  if (!may(actor, "declaration.lodge")) return <NotPermitted />;
  const t = await getTranslations("imports.upload");
  return (
    <div className="mx-auto flex w-full max-w-3xl flex-col gap-4">
      <PageTitle note={t("note")}>{t("title")}</PageTitle>
      <UploadDrop room="/imports" />
    </div>
  );
}
