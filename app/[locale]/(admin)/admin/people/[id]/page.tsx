import type { Metadata } from "next";
import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { ActionForm } from "#components/access/ActionForm";
import { NotPermitted } from "#components/access/NotPermitted";
import { PersonFields } from "#components/access/PersonFields";
import { Section } from "#components/access/Section";
import { LinkButton } from "#components/ui/Button";
import { Checkbox } from "#components/ui/Checkbox";
import { PageTitle } from "#components/ui/PageTitle";
import { TextField } from "#components/ui/TextField";
import { may } from "#lib/access/actor";
import { listOffices, openSessions, personById } from "#lib/access/queries";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { findOrganisations } from "../../organisations/actions.ts";
import { disablePerson, enablePerson, endPersonSessions, givePassword, savePerson } from "../actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("admin.room"))("people") };
}

/** One person: role and place, password and second factor, open sessions, and whether they may come in. */
export default async function PersonPage({ params }: { readonly params: Promise<{ id: string }> }) {
  const actor = await actorOfPage();
  if (!may(actor, "people.manage")) return <NotPermitted />;
  const id = Number((await params).id);
  if (!Number.isSafeInteger(id)) notFound();
  const read = await reading(actor, "people.manage", async (tx) => ({ person: await personById(tx, id), offices: await listOffices(tx), sessions: await openSessions(tx, id, new Date()) }));
  const { person, offices, sessions } = read;
  if (!person) notFound();
  const [t, ui, role, locale, format] = [await getTranslations("admin.people"), await getTranslations("ui"), await getTranslations("frame.role"), await getLocale(), await getFormatter()];
  const self = <input type="hidden" name="id" value={person.id} />;
  const disabled = person.disabledAt !== null;
  return (
    <div className="mx-auto grid max-w-5xl items-start gap-4 lg:grid-cols-2">
      <div className="lg:col-span-2">
        <PageTitle
          note={disabled ? t("disabledSince", { login: person.login, since: format.dateTime(person.disabledAt ?? new Date(0), { dateStyle: "medium" }) }) : person.login}
          actions={<LinkButton href={`/admin/audit?actor=person:${person.id}`}>{t("log")}</LinkButton>}
        >
          {t("title", { name: locale === "zh-CN" ? person.nameZh : person.name, role: role(person.role) })}
        </PageTitle>
      </div>
      <Section title={t("who")} note={t("whoNote")}>
        <ActionForm action={savePerson} submit={ui("save")} done={t("saved")}>
          {self}
          <input type="hidden" name="version" value={person.version} />
          <PersonFields key={person.version} person={person} offices={offices} locale={locale} findOrganisations={findOrganisations} />
        </ActionForm>
      </Section>
      <div className="flex flex-col gap-4">
        <Section title={t("sessions", { count: sessions.length })} note={t("sessionsNote")}>
          <ActionForm action={endPersonSessions} submit={t("endSessions")} look="quiet">
            {self}
          </ActionForm>
        </Section>
        <Section title={t("newPassword")} note={t("newPasswordNote")}>
          <ActionForm action={givePassword} submit={t("givePassword")} look="quiet" done={t("saved")} clears>
            {self}
            <TextField name="password" type="password" label={t("newPassword")} autoComplete="new-password" isRequired />
            {person.hasSecondFactor ? <Checkbox name="secondFactor">{t("removeFactor")}</Checkbox> : null}
          </ActionForm>
        </Section>
        <Section title={disabled ? t("enable") : t("disable")} note={disabled ? t("enableNote") : t("disableNote")}>
          <ActionForm action={disabled ? enablePerson : disablePerson} submit={disabled ? t("enable") : t("disable")} look={disabled ? "quiet" : "danger"}>
            {self}
          </ActionForm>
        </Section>
      </div>
    </div>
  );
}
