import { FlaskConical } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { RuleTable } from "#components/rules/RuleTable";
import { LinkButton } from "#components/ui/Button";
import { PageTitle } from "#components/ui/PageTitle";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { openProposals, rulesSetNow, ruleTallies } from "#lib/risk/queries/settings";
import { readingHere } from "../../../read.ts";
import { worded } from "../../../../components/consignment/worded.ts";

const DAYS = 30;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("rules"))("title") };
}

/** All rules as they are set, what each found lately, and which changes wait for an answer. */
export default async function RulesScreen() {
  const actor = await actorOfPage();
  if (!may(actor, "rule.read")) return <NotPermitted />;
  const since = new Date(Date.now() - DAYS * 86_400_000);
  const [set, tallies, proposals] = await readingHere(actor, "rule.read", async (tx) => [await rulesSetNow(tx), await ruleTallies(tx, since), await openProposals(tx)] as const);
  const [t, locale] = [await getTranslations("rules"), await getLocale()];
  const count = (mode: string) => set.filter((one) => one.mode === mode).length;
  return (
    <div className="flex flex-col gap-4">
      <PageTitle
        note={t("note", { days: DAYS })}
        actions={
          may(actor, "backtest.run") ? (
            <LinkButton href="/rules/backtests/new" icon={<FlaskConical aria-hidden className="size-4" />}>
              {t("backtest")}
            </LinkButton>
          ) : undefined
        }
      >
        {t("fact", { live: count("live"), shadow: count("shadow"), off: count("off"), proposals: proposals.length })}
      </PageTitle>
      <RuleTable
        days={DAYS}
        rows={set.map(({ rule, mode, values }) => {
          const tally = tallies.get(rule.id);
          return {
            id: rule.id, name: worded(rule.name, locale), version: rule.version, mode,
            thresholds: Object.entries(rule.thresholds).map(([key, { name, unit, value }]) => ({ key, name: worded(name, locale), unit, value: values[key] ?? value, changed: (values[key] ?? value) !== value })),
            findings: tally?.findings ?? 0, shadow: tally?.shadow ?? 0, known: tally?.known ?? 0, confirmed: tally?.confirmed ?? 0,
            proposedBy: proposals.find((open) => open.rule === rule.id)?.proposedByName ?? null,
          };
        })}
      />
    </div>
  );
}
