import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { UploadForm } from "#components/references/UploadForm";
import { PageTitle } from "#components/ui/PageTitle";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { upload } from "../actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("references"))("propose") };
}

/** A table of measured markers becomes a reference population that waits for a second person. */
export default async function NewReferenceScreen() {
  if (!may(await actorOfPage(), "reference.write")) return <NotPermitted />;
  const t = await getTranslations("references.upload");
  return (
    <>
      <PageTitle note={t("note")}>{t("title")}</PageTitle>
      <section className="panel p-4 sm:p-5"><UploadForm action={upload} /></section>
    </>
  );
}
