import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { AlertForm } from "#components/notices/AlertForm";
import { PageTitle } from "#components/ui/PageTitle";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { mailIsOn } from "#lib/notices/commands/delivering";
import { saveAlert } from "../actions.ts";
import { alertChoices } from "../choices.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("notices.alert"))("new") };
}

/** Writes a new alert. */
export default async function NewAlertPage() {
  const actor = await actorOfPage();
  if (!may(actor, "alert.manage")) return <NotPermitted />;
  const [t, choices] = [await getTranslations("notices.alert"), await reading(actor, "alert.manage", alertChoices)];
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-4">
      <PageTitle note={t("newNote")}>{t("newTitle")}</PageTitle>
      <AlertForm shown={null} action={saveAlert} {...choices} mailOn={mailIsOn()} />
    </div>
  );
}
