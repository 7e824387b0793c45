import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ActionForm } from "#components/access/ActionForm";
import { NotPermitted } from "#components/access/NotPermitted";
import { PersonFields } from "#components/access/PersonFields";
import { Section } from "#components/access/Section";
import { PageTitle } from "#components/ui/PageTitle";
import { Select } from "#components/ui/Select";
import { TextField } from "#components/ui/TextField";
import { may } from "#lib/access/actor";
import { listOffices } from "#lib/access/queries";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { findOrganisations } from "../../organisations/actions.ts";
import { addPerson } from "../actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("admin.people"))("add") };
}

/** Takes a person in. */
export default async function NewPersonPage() {
  const actor = await actorOfPage();
  if (!may(actor, "people.manage")) return <NotPermitted />;
  const offices = await reading(actor, "people.manage", listOffices);
  const [t, language, locale] = [await getTranslations("admin.people"), await getTranslations("access.account"), await getLocale()];
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-4">
      <PageTitle note={t("newNote")}>{t("newTitle")}</PageTitle>
      <Section title={t("who")}>
        <ActionForm action={addPerson} submit={t("add")}>
          <TextField name="login" label={t("login")} description={t("loginNote")} isRequired autoComplete="off" />
          <PersonFields offices={offices} locale={locale} findOrganisations={findOrganisations} />
          <Select name="locale" label={language("language")} defaultValue="zh-CN" options={(["zh-CN", "en"] as const).map((id) => ({ id, label: language(`languages.${id}`) }))} />
          <TextField name="password" type="password" label={t("firstPassword")} description={t("firstPasswordNote")} autoComplete="new-password" />
        </ActionForm>
      </Section>
    </div>
  );
}
