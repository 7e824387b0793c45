import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { Words } from "#components/frame/Words";
import { BacktestForm, type TriedRule } from "#components/rules/BacktestForm";
import { PageTitle } from "#components/ui/PageTitle";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { addDays, dateIn, plainDate } from "#lib/measures/period";
import { listModels } from "#lib/risk/queries/models";
import { listProfiles } from "#lib/risk/queries/profiles";
import { rulesSetNow } from "#lib/risk/queries/settings";
import { RULE_MODES } from "#lib/risk/rule";
import type { SetRule } from "#lib/risk/settings";
import { worded } from "../../../../../../components/consignment/worded.ts";
import { single } from "../../../../../../components/producers/address.ts";
import { start } from "../actions.ts";

const [DAYS, MOST] = [90, 100];

type Asked = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("backtests"))("new") };
}

/** What to try over which days; the address may name the rule, its values and the days. */
export default async function NewBacktestScreen({ searchParams }: Asked) {
  const actor = await actorOfPage();
  if (!may(actor, "backtest.run")) return <NotPermitted />;
  const asked = await searchParams;
  const [set, profiles, models] = await reading(actor, "backtest.run", async (tx) => [await rulesSetNow(tx), await listProfiles(tx, { limit: MOST }), await listModels(tx, { limit: MOST })] as const);
  const [t, locale, today] = [await getTranslations("backtests"), await getLocale(), dateIn(new Date())];
  const rules = set.map((one) => triedRule(one, locale));
  const [first] = rules;
  const wanted = rules.find(({ id }) => id === single(asked["rule"])) ?? first;
  if (wanted === undefined) throw new Error("there are no rules");
  const mode = RULE_MODES.find((one) => one === single(asked["mode"])) ?? wanted.mode;
  const chosen = { ...wanted, mode, thresholds: wanted.thresholds.map((one) => ({ ...one, value: numberIn(single(asked[one.key]), one.value) })) };
  return (
    <Words of={["rules", "backtests"]}>
      <div className="mx-auto flex w-full max-w-4xl flex-col gap-4">
        <PageTitle note={t("facts")}>{t("newFact")}</PageTitle>
        <div className="panel p-4 sm:p-5">
          <BacktestForm
            rules={rules}
            chosen={chosen}
            profiles={profiles.rows.map(({ newest }) => ({ id: String(newest.profile), label: locale === "en" ? newest.nameEn : newest.nameZh }))}
            models={models.rows.filter(({ card }) => card !== null).map(({ id, office }) => ({ id: String(id), label: t("modelNamed", { id }), ...(office === "" ? {} : { note: office }) }))}
            from={plainDate(single(asked["from"]) ?? "") ?? addDays(today, -DAYS)}
            to={plainDate(single(asked["to"]) ?? "") ?? today}
            action={start}
          />
        </div>
      </div>
    </Words>
  );
}

const numberIn = (text: string | undefined, otherwise: number) => (text !== undefined && Number.isFinite(Number(text)) ? Number(text) : otherwise);

function triedRule({ rule, mode, values }: SetRule, locale: string): TriedRule {
  return { id: rule.id, name: worded(rule.name, locale), mode, thresholds: Object.entries(rule.thresholds).map(([key, one]) => ({ ...one, key, name: worded(one.name, locale), value: values[key] ?? one.value })) };
}
