import type { Metadata } from "next";
import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import { ActionForm } from "#components/access/ActionForm";
import { Section } from "#components/access/Section";
import { DataList } from "#components/ui/DataList";
import { PageTitle } from "#components/ui/PageTitle";
import { Select } from "#components/ui/Select";
import { TextField } from "#components/ui/TextField";
import { openSessions, ownAccount } from "#lib/access/queries";
import { actorOfPage, signedInOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { saveLanguage, savePassword } from "./actions.ts";
import { FactorSection } from "./FactorSection.tsx";
import { SessionSection } from "./SessionSection.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("frame"))("person") };
}

/** The own account: who one is to this house, the language, how sign-in is protected, and where one is signed in. */
export default async function AccountPage() {
  const actor = await actorOfPage();
  const signedIn = await signedInOfPage();
  const here = signedIn?.session ?? "";
  const [account, sessions] = await reading(actor, "own.sign-in", async (tx) => [await ownAccount(tx, actor.id), await openSessions(tx, actor.id, new Date())] as const);
  const [t, role, locale, format] = [await getTranslations("access.account"), await getTranslations("frame.role"), await getLocale(), await getFormatter()];
  const name = locale === "zh-CN" ? account.nameZh : account.name;
  const languages = (["zh-CN", "en"] as const).map((id) => ({ id, label: t(`languages.${id}`) }));
  return (
    <div className="mx-auto grid max-w-5xl items-start gap-4 lg:grid-cols-2">
      <div className="lg:col-span-2">
        <PageTitle note={t("note", { login: account.login })}>{t("title", { name, role: role(actor.role) })}</PageTitle>
      </div>
      <Section title={t("identity")} note={t("changedByAdministrator")}>
        <DataList
          data={[
            { label: t("name"), value: account.name },
            { label: t("nameZh"), value: account.nameZh },
            { label: t("role"), value: role(actor.role) },
            { label: t("office"), value: account.office === null ? (actor.office ?? t("noOffice")) : `${account.office.code} ${locale === "zh-CN" ? account.office.zh : account.office.en}` },
          ]}
        />
      </Section>
      <Section title={t("language")} note={t("languageNote")}>
        <ActionForm action={saveLanguage} submit={(await getTranslations("ui"))("save")} look="quiet" layout="row">
          <Select label={t("language")} name="locale" options={languages} defaultValue={account.locale} hideLabel />
        </ActionForm>
      </Section>
      <Section title={t("password")} note={signedIn?.passwordTemporary === true ? `${t("passwordTemporary")} ${t("passwordNote")}` : t(account.hasPassword ? "passwordNote" : "ssoOnly")}>
        {account.hasPassword ? (
          <ActionForm action={savePassword} submit={t("changePassword")} look="quiet" done={t("saved")} clears>
            <TextField name="present" type="password" label={t("present")} autoComplete="current-password" isRequired />
            <TextField name="wanted" type="password" label={t("wanted")} autoComplete="new-password" isRequired />
            <TextField name="again" type="password" label={t("wantedAgain")} autoComplete="new-password" isRequired />
          </ActionForm>
        ) : null}
      </Section>
      {account.hasPassword ? <FactorSection account={account} since={account.secondFactorSince && format.dateTime(account.secondFactorSince, { dateStyle: "medium" })} /> : null}
      <div className="lg:col-span-2">
        <SessionSection sessions={sessions} here={here} />
      </div>
    </div>
  );
}
