import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { PolicyForm } from "#components/certificates/PolicyForm";
import { Grid } from "#components/consignment/Grid";
import { Part } from "#components/consignment/Part";
import { PageTitle } from "#components/ui/PageTitle";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { policies } from "#lib/certificates/queries";
import { readingHere } from "../../../../read.ts";
import { shareWords } from "../../../../../components/consignment/worded.ts";
import { savePolicy } from "../actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("certificates.room"))("policies") };
}

/** From which used share a line is near its limit, and how much carried-over stock may add, by category. */
export default async function PoliciesScreen() {
  const actor = await actorOfPage();
  if (!may(actor, "certificate.read")) return <NotPermitted />;
  const standing = [...(await readingHere(actor, "certificate.read", (tx) => policies(tx)))].map(([category, policy]) => ({ category, ...policy }));
  const [t, scope, locale] = [await getTranslations("certificates.policy"), await getTranslations("consignment.scope.named"), await getLocale()];
  const writes = may(actor, "policy.write");
  const named = (category: string) => (category === "*" ? t("every") : scope.has(category) ? scope(category) : category);
  return (
    <div className="flex flex-col gap-5">
      <PageTitle note={t("note")}>{t("title", { count: standing.length })}</PageTitle>
      <Grid
        label={t("label")}
        columns={[
          { id: "category", label: t("category") },
          { id: "warning", label: t("warning"), end: true },
          { id: "reserve", label: t("reserve"), end: true },
          ...(writes ? [{ id: "change", label: t("change") }] : []),
        ]}
        rows={standing.map((policy) => ({
          id: policy.category,
          cells: {
            category: named(policy.category),
            warning: shareWords(policy.warningPermille / 1000, locale),
            reserve: shareWords(policy.reservePermille / 1000, locale),
            change: (
              <PolicyForm
                key={policy.version}
                action={savePolicy}
                policy={{
                  category: policy.category,
                  warningShare: String(policy.warningPermille / 1000),
                  reserveShare: String(policy.reservePermille / 1000),
                  version: policy.version,
                }}
              />
            ),
          },
        }))}
      />
      {writes ? <Part id="add" title={t("addTitle")}><PolicyForm action={savePolicy} /></Part> : null}
    </div>
  );
}
