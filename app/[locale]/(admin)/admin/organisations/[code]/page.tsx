import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { ActionForm } from "#components/access/ActionForm";
import { NotPermitted } from "#components/access/NotPermitted";
import { Section } from "#components/access/Section";
import { Checkbox } from "#components/ui/Checkbox";
import { PageTitle } from "#components/ui/PageTitle";
import { Select } from "#components/ui/Select";
import { TextField } from "#components/ui/TextField";
import { may } from "#lib/access/actor";
import { ORGANISATION_KINDS } from "#lib/access/organisation";
import { organisationByCode } from "#lib/access/queries";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { saveOrganisation } from "../actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("admin.room"))("organisations") };
}

/** One organisation: its names, what it is, and whether somebody has verified it. */
export default async function OrganisationPage({ params }: { readonly params: Promise<{ code: string }> }) {
  const actor = await actorOfPage();
  if (!may(actor, "people.manage")) return <NotPermitted />;
  const code = decodeURIComponent((await params).code);
  const one = await reading(actor, "people.manage", (tx) => organisationByCode(tx, code));
  if (!one) notFound();
  const [t, ui] = [await getTranslations("admin.organisations"), await getTranslations("ui")];
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-4">
      <PageTitle note={t("codeIs", { code })}>{one.nameZh === one.nameEn ? one.nameEn : `${one.nameZh} ${one.nameEn}`}</PageTitle>
      <Section title={t("change")} note={t("note")}>
        <ActionForm action={saveOrganisation} submit={ui("save")}>
          <input type="hidden" name="code" value={code} />
          <TextField name="nameEn" label={t("nameEn")} defaultValue={one.nameEn} isRequired />
          <TextField name="nameZh" label={t("nameZh")} defaultValue={one.nameZh} isRequired />
          <Select name="kind" label={t("kind")} defaultValue={one.kind} options={ORGANISATION_KINDS.map((id) => ({ id, label: t(`kinds.${id}`) }))} />
          <Checkbox name="verified" defaultSelected={one.verified}>
            {t("verify")}
          </Checkbox>
        </ActionForm>
      </Section>
    </div>
  );
}
