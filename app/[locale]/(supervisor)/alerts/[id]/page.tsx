import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { NotPermitted } from "#components/access/NotPermitted";
import { Part } from "#components/consignment/Part";
import { AlertActs } from "#components/notices/AlertActs";
import { AlertForm } from "#components/notices/AlertForm";
import { PageTitle } from "#components/ui/PageTitle";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { mailIsOn } from "#lib/notices/commands/delivering";
import { alertById } from "#lib/notices/queries";
import { readingHere } from "../../../../read.ts";
import { attemptAlert, saveAlert, takeOutAlert } from "../actions.ts";
import { alertChoices } from "../choices.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("frame.room"))("alerts") };
}

/** One alert: to change, to try, to take out. */
export default async function AlertPage({ params }: { readonly params: Promise<{ id: string }> }) {
  const actor = await actorOfPage();
  if (!may(actor, "alert.manage")) return <NotPermitted />;
  const id = Number((await params).id);
  if (!Number.isSafeInteger(id) || id < 1) notFound();
  const { row, choices } = await readingHere(actor, "alert.manage", async (tx) => ({ row: await alertById(tx, id), choices: await alertChoices(tx) }));
  if (row === undefined) notFound();
  const [t, en] = [await getTranslations("notices.alert"), (await getLocale()) === "en"];
  const { version, nameEn, nameZh, figure, filter, comparison, value, audience, coolDownMinutes, on } = row;
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-4">
      <PageTitle note={t("by", { name: row.writtenByName })}>{en ? nameEn : nameZh}</PageTitle>
      <AlertForm key={version} shown={{ id, version, name: { en: nameEn, zh: nameZh }, figure, filter, comparison, value, audience, coolDownMinutes, on }} action={saveAlert} {...choices} mailOn={mailIsOn()} />
      <Part id="acts" title={t("part.acts")}>
        <AlertActs id={id} attempt={attemptAlert} remove={takeOutAlert} />
      </Part>
    </div>
  );
}
