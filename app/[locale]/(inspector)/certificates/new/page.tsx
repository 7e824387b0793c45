import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import type { Pattern } from "#components/certificates/SubmissionFields";
import { SubmitForm } from "#components/certificates/SubmitForm";
import { PageTitle } from "#components/ui/PageTitle";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { certificateView, type CertificateView } from "#lib/certificates/queries";
import { categoryOptions } from "../../../../../components/certificates/category-options.ts";
import { lastDay } from "../../../../../components/consignment/worded.ts";
import { single } from "../../../../../components/producers/address.ts";
import { submit } from "../actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("certificates.room"))("new") };
}

type Asked = { readonly searchParams: Promise<Partial<Record<"site" | "supersedes" | "extractOf", string | string[]>>> };

/** An inspection body submits a certificate, anew or in place of or out of one that stands, whose fields it then begins with. */
export default async function NewCertificateScreen({ searchParams }: Asked) {
  const actor = await actorOfPage();
  if (!may(actor, "certificate.submit")) return <NotPermitted />;
  const asked = await searchParams;
  const [site, supersedes, extractOf] = [single(asked.site), single(asked.supersedes), single(asked.extractOf)];
  const before = supersedes ?? extractOf;
  const certificate = before === undefined ? undefined : await reading(actor, "certificate.read", (tx) => certificateView(tx, before));
  const t = await getTranslations("certificates.form");
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-4">
      <PageTitle note={t("note")}>{supersedes !== undefined ? t("titleSupersedes", { number: supersedes }) : extractOf === undefined ? t("title") : t("titleExtract", { number: extractOf })}</PageTitle>
      <div className="panel p-4 sm:p-5">
        <SubmitForm
          action={submit}
          pattern={certificate === undefined ? { site } : patternOf(certificate, supersedes !== undefined)}
          categories={await categoryOptions(await getLocale())}
          supersedes={supersedes}
          extractOf={extractOf}
        />
      </div>
    </div>
  );
}

/** What a new certificate shares with the one before it; how much an extract certifies is its own. */
function patternOf({ site, scope, quantity, production }: CertificateView, whole: boolean): Pattern {
  return { site: site.publicId, scope, unit: quantity.unit, ...(whole ? { value: quantity.value } : {}), from: production.from, last: lastDay(production.to) };
}
