import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { NotPermitted } from "#components/access/NotPermitted";
import { Part } from "#components/consignment/Part";
import { DrawList } from "#components/selection/DrawList";
import { InForce } from "#components/selection/InForce";
import { PassedOver } from "#components/selection/PassedOver";
import { ProposalAnswer } from "#components/selection/ProposalAnswer";
import { ProposalForm } from "#components/selection/ProposalForm";
import { SettingHistory, SettingWords } from "#components/selection/SettingHistory";
import { Today } from "#components/selection/Today";
import { TopUpForm } from "#components/selection/TopUpForm";
import { LinkButton } from "#components/ui/Button";
import { PageTitle } from "#components/ui/PageTitle";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { dateIn } from "#lib/measures/period";
import { drawsOf } from "#lib/triage/queries/draws";
import { officesSelection, passedOverOf, settingsOf } from "#lib/triage/queries/selection";
import { readingHere } from "../../../../../read.ts";
import { takenOf } from "../../../../../../components/selection/Offices.tsx";
import { confirm, decline, fill, propose, withdraw } from "../actions.ts";

type Asked = { readonly params: Promise<{ office: string }> };

const SHOWN = 50;

export async function generateMetadata({ params }: Asked): Promise<Metadata> {
  return { title: `${(await getTranslations("rules.rooms"))("selection")} ${(await params).office}` };
}

/** One office: what it can examine and what it took, its passed-over hits, its draws, and the proposals that changed its rates. */
export default async function OfficeScreen({ params }: Asked) {
  const actor = await actorOfPage();
  if (!may(actor, "selection.read")) return <NotPermitted />;
  const { office } = await params;
  const now = new Date();
  const read = await readingHere(actor, "selection.read", async (tx) => ({
    offices: await officesSelection(tx, now, [office]),
    waiting: await passedOverOf(tx, office, SHOWN),
    draws: await drawsOf(tx, office, 31),
    settings: await settingsOf(tx, office),
  }));
  const [shown] = read.offices;
  if (shown === undefined) notFound();
  const [t, locale] = [await getTranslations("selection"), await getLocale()];
  const { setting, proposal } = shown;
  const name = `${locale === "en" ? shown.name.en : shown.name.zh} ${office}`;
  const drawn = read.draws.find(({ day }) => day === dateIn(now))?.drawn ?? 0;
  return (
    <div className="flex flex-col gap-5">
      <PageTitle note={t("officeNote")} actions={<LinkButton href={`/rules/selection/${office}/duty`}>{t("duty.open")}</LinkButton>}>
        {setting === undefined ? t("officePlain", { office: name }) : t("officeTitle", { office: name, taken: takenOf(shown.today), most: setting.examinationsPerDay })}
      </PageTitle>
      {proposal === undefined ? null : (
        <Part id="proposal" title={t("proposal", { by: proposal.proposedByName })}>
          <div className="flex flex-col gap-4">
            <SettingWords row={proposal} before={setting} />
            <ProposalAnswer id={proposal.id} own={proposal.proposedBy === actor.id} answers={may(actor, "selection.confirm")} acts={{ confirm, decline, withdraw }} />
          </div>
        </Part>
      )}
      {setting === undefined ? null : (
        <Part id="today" title={t("todayTitle")} note={t("todayNote")}>
          <div className="flex flex-col gap-5">
            <Today
              today={shown.today}
              month={shown.month}
              ordered={shown.ordered}
              setting={setting}
              drawn={drawn}
              hour={Number(new Intl.DateTimeFormat("en", { hour: "numeric", hourCycle: "h23", timeZone: "Asia/Shanghai" }).format(now))}
            />
            {may(actor, "selection.manage") ? <TopUpForm office={office} left={Math.max(0, setting.examinationsPerDay - takenOf(shown.today))} action={fill} /> : null}
          </div>
        </Part>
      )}
      {setting === undefined ? null : (
        <Part id="passed-over" title={t("passedOverTitle", { count: shown.waiting })} note={t("passedOverNote")}>
          <PassedOver hits={read.waiting} all={shown.waiting} office={office} />
        </Part>
      )}
      <Part id="in-force" title={setting === undefined ? t("nothingInForce") : t("inForce")}>
        <div className="flex flex-col gap-5">
          <InForce setting={setting} />
          {may(actor, "selection.manage") && proposal === undefined ? (
            <div className="border-t border-line pt-4">
              <h3 className="mb-3 font-semibold">{t("propose.title")}</h3>
              <ProposalForm key={setting?.id ?? 0} office={office} standing={setting} action={propose} />
            </div>
          ) : null}
        </div>
      </Part>
      <Part id="draws" title={t("draws")} note={t("drawsNote")}><DrawList draws={read.draws} office={office} today={dateIn(now)} /></Part>
      <Part id="history" title={t("history")}><SettingHistory rows={read.settings} /></Part>
    </div>
  );
}
