import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { EndYieldForm, YieldForm } from "#components/certificates/YieldForm";
import { Grid } from "#components/consignment/Grid";
import { Part } from "#components/consignment/Part";
import { PageTitle } from "#components/ui/PageTitle";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { thousandths } from "#lib/trace/limit";
import { yieldRows } from "#lib/trace/queries/genealogy";
import { allLimits } from "#lib/trace/queries/journey";
import type { GoodsScope } from "#lib/trace/yield";
import { readingHere } from "../../../../read.ts";
import { amountWords } from "../../../../../components/desk/wording.ts";
import { Link } from "../../../../navigation.ts";
import { addYield, finishYield } from "./actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("certificates.room"))("yields") };
}

/** How much comes of how much at the most, and between which values goods are kept on their way. */
export default async function YieldsScreen() {
  const actor = await actorOfPage();
  if (!may(actor, "certificate.read")) return <NotPermitted />;
  const { yields, limits } = await readingHere(actor, "certificate.read", async (tx) => ({ yields: await yieldRows(tx), limits: await allLimits(tx) }));
  const [t, tl, scope, locale] = [await getTranslations("certificates.yield"), await getTranslations("certificates.limit"), await getTranslations("consignment.scope.named"), await getLocale()];
  const writes = may(actor, "policy.write");
  const category = (name: string) => (scope.has(name) ? scope(name) : name);
  const goods = ({ kind, value }: GoodsScope) => (kind === "category" ? category(value) : kind === "gtin" ? `GTIN ${value}` : `HS ${value}*`);
  const bound = (value: number | null, measure: "temperature" | "humidity") => (value === null ? "–" : `${thousandths(value)} ${measure === "temperature" ? "°C" : "%"}`);
  return (
    <div className="flex flex-col gap-5">
      <PageTitle note={t("note")}>{t("title", { yields: yields.length, limits: limits.length })}</PageTitle>
      <Part id="yields" title={t("label")} note={t("labelNote")}>
        {yields.length === 0 ? <p className="text-ink-soft">{t("none")}</p> : (
          <Grid
            label={t("label")}
            columns={[
              { id: "input", label: t("input") },
              { id: "output", label: t("output") },
              { id: "rate", label: t("rate") },
              { id: "kind", label: t("kind") },
              { id: "held", label: t("held") },
              { id: "source", label: t("source") },
              ...(writes ? [{ id: "end", label: t("end") }] : []),
            ]}
            rows={yields.map((one) => ({
              id: String(one.id),
              faded: one.to !== null,
              cells: {
                input: goods(one.input), output: goods(one.output), kind: t(`kinds.${one.kind}`), source: one.source,
                rate: t("rateOf", { input: amountWords(one.inputQuantity.value, one.inputQuantity.unit, locale), output: amountWords(one.outputQuantity.value, one.outputQuantity.unit, locale) }),
                held: one.to === null ? t("since", { from: one.from }) : t("until", { from: one.from, to: one.to }),
                end: one.to === null ? <EndYieldForm action={finishYield} id={one.id} /> : null,
              },
            }))}
          />
        )}
      </Part>
      {writes ? <Part id="add" title={t("addTitle")}><YieldForm action={addYield} /></Part> : null}
      <Part id="limits" title={tl("label")} note={tl("note")}>
        <div className="flex flex-col gap-4">
          {limits.length === 0 ? <p className="text-ink-soft">{tl("none")}</p> : (
            <Grid
              label={tl("label")}
              columns={[
                { id: "category", label: tl("category") },
                { id: "measure", label: tl("measure") },
                { id: "lowest", label: tl("lowest"), end: true },
                { id: "highest", label: tl("highest"), end: true },
                { id: "source", label: tl("source") },
              ]}
              rows={limits.map((one) => ({
                id: `${one.category} ${one.measure}`,
                cells: {
                  category: category(one.category), measure: tl(`measures.${one.measure}`), lowest: bound(one.lowest, one.measure), highest: bound(one.highest, one.measure), source: one.source,
                },
              }))}
            />
          )}
          {may(actor, "reference.write") ? <p><Link href="/rules/references/limits" className="text-accent underline">{tl("where")}</Link></p> : null}
        </div>
      </Part>
    </div>
  );
}
