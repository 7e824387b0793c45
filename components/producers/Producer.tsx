import { FlaskConical, ListChecks, MessageCircleQuestionMark } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button, LinkButton } from "#components/ui/Button";
import { PageTitle } from "#components/ui/PageTitle";
import { Timestamp } from "#components/ui/Timestamp";
import { Part } from "../consignment/Part.tsx";
import { shareWords } from "../consignment/worded.ts";
import { Balances } from "./Balances.tsx";
import { Bodies, type BodyShown } from "./Bodies.tsx";
import { CertificateBand, type BandShown } from "./CertificateBand.tsx";
import { FallPreview, type FallShown } from "./FallPreview.tsx";
import { Identity, type SiteShown } from "./Identity.tsx";
import { LatestConsignments, type SiteConsignmentShown } from "./LatestConsignments.tsx";
import { ProducerAccountPanel, type AccountShown } from "./ProducerAccountPanel.tsx";
import { INPUT } from "../ui/field-look.ts";

const PANELS_SHOWN = 12;

type Props = {
  readonly site: SiteShown & { readonly id: number };
  readonly accounts: readonly AccountShown[];
  readonly certificates: readonly BandShown[];
  readonly goods: readonly { readonly gtin: string; readonly nameEn: string; readonly nameZh: string }[];
  readonly bodies: readonly BodyShown[];
  readonly latest: readonly SiteConsignmentShown[];
  readonly open: number;
  readonly questions: number;
  readonly check: { readonly at: Date; readonly differences: readonly { readonly accountId: number; readonly what: string; readonly recorded: string; readonly recomputed: string }[] } | undefined;
  readonly fall: (FallShown & { readonly number: string }) | undefined;
  readonly locale: string;
  readonly month: string;
};

/** A producer's site with its certificates over time, how each account filled, its balances, and a simulation of a certificate's fall. */
export function Producer({ site, accounts, certificates, goods, bodies, latest, open, questions, check, fall, locale, month }: Props) {
  const t = useTranslations("producers");
  const named = Object.fromEntries(goods.map((one) => [one.gtin, locale === "en" ? one.nameEn : one.nameZh]));
  const [worst] = accounts.filter((one) => one.used !== null).toSorted((a, b) => Number(b.used) - Number(a.used));
  const title = worst?.used == null ? t("siteTitle", { name: site.name }) : t("siteTitleUsed", { name: site.name, share: shareWords(worst.used, locale) });
  return (
    <div className="flex flex-col gap-5">
      <PageTitle
        actions={
          <>
            <LinkButton href={`/desk?site=${site.id}`} icon={<ListChecks aria-hidden className="size-4" />}>{t("openHere", { count: open })}</LinkButton>
            {questions === 0 ? null : <LinkButton href="/questions" icon={<MessageCircleQuestionMark aria-hidden className="size-4" />}>{t("questions", { count: questions })}</LinkButton>}
          </>
        }
      >
        {title}
      </PageTitle>
      <div className="panel px-4 py-3"><Identity site={site} /></div>
      <Part
        id="certificates"
        title={t("part.certificates", { count: certificates.length })}
        note={t("part.certificatesNote")}
        aside={
          <LinkButton size="sm" href={`/certificates?site=${site.id}`}>
            {t("allCertificates")}
          </LinkButton>
        }
      >
        <CertificateBand certificates={certificates} />
      </Part>
      <Part id="balance" title={t("part.balance")} note={<CheckWords check={check} />}>
        {accounts.length === 0 ? <p className="text-ink-soft">{t("noAccounts")}</p> : <Balances accounts={accounts} goods={named} />}
      </Part>
      {accounts.length === 0 ? null : (
        <Part id="filling" title={t("part.filling")} note={t("part.fillingNote")}>
          <div className="flex flex-col gap-6">{accounts.toSorted((a, b) => Number(b.used ?? -1) - Number(a.used ?? -1)).slice(0, PANELS_SHOWN).map((account) => <ProducerAccountPanel key={account.id} account={account} goods={named} until={month} />)}</div>
        </Part>
      )}
      <Part id="simulate" title={t("part.simulate")} note={t("part.simulateNote")}>
        {certificates.length === 0 ? <p className="text-ink-soft">{t("nothingToFall")}</p> : (
          <div className="flex flex-col gap-5">
            <form action="#simulate" className="flex flex-wrap items-end gap-2">
              <label className="flex flex-col gap-1 text-table font-medium">
                {t("fall.choose")}
                <select name="fall" defaultValue={fall?.number ?? certificates[0]?.number} className={`${INPUT} w-64`}>
                  {certificates.map((one) => <option key={one.number} value={one.number}>{one.number}</option>)}
                </select>
              </label>
              <Button type="submit" icon={<FlaskConical aria-hidden className="size-4" />}>{t("fall.simulate")}</Button>
            </form>
            {fall === undefined ? null : <FallPreview number={fall.number} fall={fall} goods={named} />}
          </div>
        )}
      </Part>
      <Part id="bodies" title={t("part.bodies")}><Bodies bodies={bodies} /></Part>
      <Part id="latest" title={t("part.latest")} aside={<LinkButton size="sm" href={`/desk?site=${site.id}&state=all`}>{t("allConsignments")}</LinkButton>}><LatestConsignments consignments={latest} /></Part>
    </div>
  );
}

function CheckWords({ check }: { readonly check: Props["check"] }) {
  const t = useTranslations("producers.check");
  if (check === undefined) return t("never");
  if (check.differences.length === 0) return <>{t("clean")} <Timestamp at={check.at.toISOString()} /></>;
  return (
    <span className="text-red">
      {t("differences", { count: check.differences.length })} <Timestamp at={check.at.toISOString()} />:{" "}
      {check.differences
        .slice(0, 5)
        .map((one) => t("difference", { account: one.accountId, what: one.what, recorded: one.recorded, recomputed: one.recomputed }))
        .join("; ")}
    </span>
  );
}
