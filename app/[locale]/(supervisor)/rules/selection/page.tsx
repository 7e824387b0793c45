import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { Grid } from "#components/consignment/Grid";
import { Offices } from "#components/selection/Offices";
import { PageTitle } from "#components/ui/PageTitle";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { officesSelection } from "#lib/triage/queries/selection";
import { Link } from "../../../../navigation.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("rules.rooms"))("selection") };
}

/** What each office can examine, and what it took of what arrived: the rates expected against what is. */
export default async function SelectionScreen() {
  const actor = await actorOfPage();
  if (!may(actor, "selection.read")) return <NotPermitted />;
  const offices = await reading(actor, "selection.read", (tx) => officesSelection(tx, new Date()));
  const [t, locale] = [await getTranslations("selection"), await getLocale()];
  const set = offices.filter(({ setting, proposal }) => setting !== undefined || proposal !== undefined);
  const plain = offices.filter((office) => !set.includes(office));
  return (
    <div className="flex flex-col gap-5">
      <PageTitle note={t("note")}>
        {t("title", {
          set: offices.filter(({ setting }) => setting !== undefined).length,
          all: offices.length,
          waiting: offices.filter(({ proposal }) => proposal !== undefined).length,
        })}
      </PageTitle>
      {set.length === 0 ? <p className="panel p-4 text-ink-soft">{t("noneSet")}</p> : <Offices offices={set} locale={locale} />}
      {plain.length === 0 ? null : (
        <section className="flex flex-col gap-2">
          <h2 className="text-lg font-semibold">{t("plain", { count: plain.length })}</h2>
          <p className="max-w-3xl text-pretty text-ink-soft">{t("plainNote")}</p>
          <Grid
            label={t("plain", { count: plain.length })}
            columns={[{ id: "office", label: t("office") }, { id: "act", label: t("setting"), end: true }]}
            rows={plain.map(({ office, name }) => ({
              id: office,
              cells: {
                office: `${locale === "en" ? name.en : name.zh} ${office}`,
                act: (
                  <Link href={`/rules/selection/${office}`} className="text-accent hover:underline">
                    {may(actor, "selection.manage") ? t("set") : t("look")}
                  </Link>
                ),
              },
            }))}
          />
        </section>
      )}
    </div>
  );
}
