import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { SubmitForm } from "#components/certificates/SubmitForm";
import { PageTitle } from "#components/ui/PageTitle";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { single } from "../../../../../components/producers/address.ts";
import { submit } from "../actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("certificates.room"))("new") };
}

/** An inspection body submits a certificate. */
export default async function NewCertificateScreen({ searchParams }: { readonly searchParams: Promise<{ site?: string | string[]; supersedes?: string | string[] }> }) {
  const actor = await actorOfPage();
  if (!may(actor, "certificate.submit")) return <NotPermitted />;
  const { site, supersedes } = await searchParams;
  const t = await getTranslations("certificates.form");
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-4">
      <PageTitle note={t("note")}>{t("title")}</PageTitle>
      <div className="panel p-4 sm:p-5">
        <SubmitForm action={submit} site={single(site)} supersedes={single(supersedes)} />
      </div>
    </div>
  );
}
