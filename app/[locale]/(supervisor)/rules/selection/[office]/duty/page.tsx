import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { NotPermitted } from "#components/access/NotPermitted";
import { Filters } from "#components/cases/Filters";
import { DutyForm } from "#components/selection/DutyForm";
import { EmptyState } from "#components/ui/EmptyState";
import { PageTitle } from "#components/ui/PageTitle";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { addDays, dateIn, plainDate } from "#lib/measures/period";
import { dutyList, officesSelection } from "#lib/triage/queries/selection";
import { readingHere } from "../../../../../../read.ts";
import { single } from "../../../../../../../components/producers/address.ts";
import { Link } from "../../../../../../navigation.ts";
import { putOnDuty } from "../../actions.ts";

type Asked = { readonly params: Promise<{ office: string }>; readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata({ params }: Asked): Promise<Metadata> {
  return { title: `${(await getTranslations("selection.duty"))("open")} ${(await params).office}` };
}

/** Who is on duty at an office on a day: examiners are drawn from them, none beyond what they can take. */
export default async function DutyScreen({ params, searchParams }: Asked) {
  const actor = await actorOfPage();
  if (!may(actor, "selection.read")) return <NotPermitted />;
  const { office } = await params;
  const now = new Date();
  const today = dateIn(now);
  const day = plainDate(single((await searchParams)["day"]) ?? "") ?? today;
  const { offices, list } = await readingHere(actor, "selection.read", async (tx) => ({ offices: await officesSelection(tx, now, [office]), list: await dutyList(tx, office, day) }));
  const [shown] = offices;
  if (shown === undefined) notFound();
  const [t, locale] = [await getTranslations("selection.duty"), await getLocale()];
  const name = `${locale === "en" ? shown.name.en : shown.name.zh} ${office}`;
  const people = list.map((one) => ({ ...one, name: locale === "en" ? one.name : one.nameZh }));
  const onDuty = people.filter(({ limit }) => limit !== null);
  const days = Array.from({ length: 7 }, (_, at) => addDays(today, at));
  return (
    <div className="flex flex-col gap-5">
      <PageTitle note={t("note")}>{t("title", { count: onDuty.length, office: name, day })}</PageTitle>
      <div className="flex flex-wrap items-center gap-4">
        <Filters label={t("day")} chosen={day} options={days.map((one) => ({ id: one, label: one.slice(5) }))} address={(id) => `/rules/selection/${office}/duty?day=${id}`} />
        <Link href={`/rules/selection/${office}`} className="text-accent hover:underline">{t("back", { office: name })}</Link>
      </div>
      {people.length === 0 ? <EmptyState title={t("nobody")}>{t("nobodyNext")}</EmptyState> : null}
      {people.length === 0 ? null : may(actor, "selection.manage") && day >= today ? (
        <section className="panel p-4 sm:p-5"><DutyForm key={`${office}-${day}`} office={office} day={day} people={people} action={putOnDuty} /></section>
      ) : (
        <ul className="panel flex flex-col p-4">
          {onDuty.length === 0 ? (
            <li className="text-ink-soft">{t("nobodyOn")}</li>
          ) : (
            onDuty.map((one) => (
              <li key={one.person} className="border-b border-line py-2 last:border-0">
                {one.name} <span className="text-ink-soft">{t("assigned", { assigned: one.assigned, limit: one.limit ?? 0 })}</span>
              </li>
            ))
          )}
        </ul>
      )}
    </div>
  );
}
