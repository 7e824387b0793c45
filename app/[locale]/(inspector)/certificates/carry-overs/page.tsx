import { PackageCheck } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ActionForm } from "#components/access/ActionForm";
import { NotPermitted } from "#components/access/NotPermitted";
import { CarryOverForm } from "#components/certificates/CarryOverForm";
import { Part } from "#components/consignment/Part";
import { EmptyState } from "#components/ui/EmptyState";
import { PageTitle } from "#components/ui/PageTitle";
import { Timestamp } from "#components/ui/Timestamp";
import { actorKey, may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { inAccountUnit } from "#lib/capacity/answer";
import { waitingCarryOvers } from "#lib/certificates/queries";
import { readingHere } from "../../../../read.ts";
import { periodWords } from "../../../../../components/consignment/worded.ts";
import { categoryOptions } from "../../../../../components/certificates/category-options.ts";
import { amountWords } from "../../../../../components/desk/wording.ts";
import { Link } from "../../../../navigation.ts";
import { approve, carryOver } from "../actions.ts";

const UNIT = { items: "H87", volume: "LTR", mass: "KGM" } as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("certificates.room"))("carryOvers") };
}

/** Stock of earlier periods that inspection bodies prove and regulators approve. */
export default async function CarryOversScreen() {
  const actor = await actorOfPage();
  if (!may(actor, "certificate.read")) return <NotPermitted />;
  const waiting = await readingHere(actor, "certificate.read", waitingCarryOvers);
  const [t, locale] = [await getTranslations("certificates.carryOver"), await getLocale()];
  const named = await getTranslations("consignment.scope.named");
  const scopeWords = (key: string): string => {
    const values = key.slice(key.indexOf(":") + 1);
    return named.has(values) ? named(values) : values.replaceAll(",", locale === "zh-CN" ? "、" : ", ");
  };
  return (
    <div className="flex flex-col gap-5">
      <PageTitle note={t("note")}>{t("title", { count: waiting.length })}</PageTitle>
      {waiting.length === 0 ? <EmptyState title={t("none")} icon={<PackageCheck aria-hidden />}>{t("noneNext")}</EmptyState> : (
        <ul className="flex flex-col gap-3">
          {waiting.map((one) => {
            const unit = UNIT[one.dimension];
            const own = one.submittedBy === actorKey(actor);
            return (
              <li key={one.id} className="panel flex flex-wrap items-start justify-between gap-x-6 gap-y-3 p-4">
                <div className="min-w-0 flex-1 basis-72">
                  <p className="font-semibold">
                    {t("sentence", {
                      amount: amountWords(inAccountUnit({ dimension: one.dimension, unit, unitPacks: 1n }, one.base), unit, locale),
                      period: periodWords({ from: one.producedFrom, to: one.producedTo }, locale),
                    })}
                  </p>
                  <p className="text-table">{may(actor, "capacity.read") ? <Link href={`/producers/${one.siteId}`} className="text-accent underline decoration-line-strong underline-offset-2 hover:decoration-current">{one.siteName}</Link> : one.siteName} · <span className="break-all text-ink-soft">{scopeWords(one.scopeKey)}</span> · <Timestamp at={one.recordedAt.toISOString()} shape="day" /></p>
                  <p className="mt-1 text-table text-pretty"><span className="text-ink-faint">{t("provedBy")}</span> {one.proof}</p>
                </div>
                {!may(actor, "carry-over.decide") ? null : own ? <p className="text-table text-ink-soft">{t("own")}</p> : (
                  <ActionForm action={approve} submit={t("approve")}>
                    <input type="hidden" name="id" value={one.id} />
                  </ActionForm>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {may(actor, "carry-over.submit") ? <Part id="submit" title={t("submitTitle")} note={t("submitNote")}><CarryOverForm action={carryOver} categories={await categoryOptions(locale)} /></Part> : null}
    </div>
  );
}
