import { FileSearch } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { Grid } from "#components/consignment/Grid";
import { LinkButton } from "#components/ui/Button";
import { EmptyState } from "#components/ui/EmptyState";
import { PageLinks } from "#components/ui/PageLinks";
import { PageTitle } from "#components/ui/PageTitle";
import { Timestamp } from "#components/ui/Timestamp";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { digitChoiceOf } from "#lib/dashboards/analysisChoice";
import { paramsOfPopulation, populationOf } from "#lib/dashboards/population";
import { linesBehind } from "#lib/dashboards/queries/lines";
import { formatUnitPrice } from "#lib/measures/money";
import { dateIn } from "#lib/measures/period";
import { paramsOfPage } from "../../../../../components/analysis/asked.ts";
import { amountWords } from "../../../../../components/desk/wording.ts";
import { addressOf } from "../../../../../components/producers/address.ts";
import { Link } from "../../../../navigation.ts";

const PAGE = 50;
type Asked = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("analysis.lines"))("title") };
}

/** The declared lines behind a figure of an analysis. */
export default async function LinesScreen({ searchParams }: Asked) {
  const actor = await actorOfPage();
  if (!may(actor, "analysis.read")) return <NotPermitted />;
  const params = paramsOfPage(await searchParams);
  const [population, choice] = [populationOf(params, dateIn(new Date())), digitChoiceOf(params)];
  const whole = (name: string) => (/^\d{1,12}$/.test(params.get(name) ?? "") ? Number(params.get(name)) : null);
  const [digit, producer, after] = [whole("digit"), whole("producer"), params.get("after") ?? undefined];
  const goods = /^\d{14}$/.exec(params.get("goods") ?? "")?.[0] ?? null;
  const of = params.has("test") ? { test: choice.test, measure: choice.measure, digit } : null;
  const { items, next } = await reading(actor, "analysis.read", (tx) => linesBehind(tx, population, { of, producer, goods, limit: PAGE, after }));
  const [t, locale] = [await getTranslations("analysis.lines"), await getLocale()];
  const named = ({ en, zh }: { readonly en: string; readonly zh: string }) => (locale === "zh-CN" ? zh : en);
  const query = { ...paramsOfPopulation(population), ...(of === null ? {} : choice) };
  const own = { ...query, digit: of === null || digit === null ? undefined : String(digit), producer: producer === null ? undefined : String(producer), goods: goods ?? undefined };
  const back = of === null ? { href: "/analysis/mirror", words: t("backToMirror") } : { href: addressOf("/analysis/digits", query), words: t("back") };
  return (
    <div className="flex flex-col gap-4">
      <PageTitle actions={<LinkButton href={back.href}>{back.words}</LinkButton>}>{of === null || digit === null ? t("title") : t("titleDigit", { ...choice, digit })}</PageTitle>
      {items.length === 0 ? <EmptyState title={t("none")} icon={<FileSearch aria-hidden />}>{t("noneNext")}</EmptyState> : (
        <Grid
          label={t("title")}
          columns={[
            { id: "number", label: t("number") }, { id: "quantity", label: t("quantity"), end: true }, { id: "price", label: t("price"), end: true }, { id: "goods", label: t("goods") },
            { id: "importer", label: t("importer") }, { id: "producer", label: t("producer"), wideOnly: true }, { id: "lodged", label: t("lodged"), wideOnly: true },
          ]}
          rows={items.map((line) => ({
            id: `${line.declarationId}-${line.no}`,
            cells: {
              number: <Link href={`/consignments/${encodeURIComponent(line.number)}`} className="font-mono text-xs text-accent hover:underline">{line.number}</Link>,
              quantity: <span className="whitespace-nowrap">{amountWords(line.quantity.value, line.quantity.unit, locale)}</span>,
              price: <span className="whitespace-nowrap">{line.price === null ? "–" : formatUnitPrice(line.price)}</span>,
              goods: named(line.goods),
              importer: named(line.importer),
              producer: line.site === null ? "–" : <Link href={`/producers/${line.site.id}`} className="text-accent hover:underline">{line.site.name}</Link>,
              lodged: <Timestamp at={line.lodgedAt.toISOString()} shape="day" />,
            },
          }))}
        />
      )}
      <PageLinks first={after === undefined ? undefined : addressOf("/analysis/lines", own)} next={next === null ? undefined : addressOf("/analysis/lines", { ...own, after: next })} />
    </div>
  );
}
