import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { NotPermitted } from "#components/access/NotPermitted";
import { Section } from "#components/access/Section";
import { Words } from "#components/frame/Words";
import { ChangeList } from "#components/rules/ChangeList";
import { LatestFindings } from "#components/rules/LatestFindings";
import { ModeTag } from "#components/rules/ModeTag";
import { ProposalAnswers } from "#components/rules/ProposalAnswers";
import { ProposalForm } from "#components/rules/ProposalForm";
import { RuleFacts } from "#components/rules/RuleFacts";
import { SettingHistory } from "#components/rules/SettingHistory";
import { PageTitle } from "#components/ui/PageTitle";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { addDays, dateIn } from "#lib/measures/period";
import { findingsOfRule, ruleTallies, setRuleNow, settingHistory } from "#lib/risk/queries/settings";
import { RULE_MODES } from "#lib/risk/rule";
import { RULES } from "#lib/risk/rules/registry";
import { settingChanges } from "#lib/risk/settings";
import { readingHere } from "../../../../read.ts";
import { stamped } from "../../../../../components/cases/stamped.tsx";
import { worded } from "../../../../../components/consignment/worded.ts";
import { single } from "../../../../../components/producers/address.ts";
import { confirm, decline, propose, withdraw } from "./actions.ts";

const [DAYS, TRIED_DAYS, SHOWN] = [30, 90, 12];

type Asked = { readonly params: Promise<{ readonly id: string }>; readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata({ params }: Asked): Promise<Metadata> {
  const [{ id }, locale] = [await params, await getLocale()];
  const rule = RULES.find((one) => one.id === id);
  return { title: rule === undefined ? id : worded(rule.name, locale) };
}

/** One rule: what it says with its newest finding, what to do next, how it is set and was set, what it found, and a change of it by two people. */
export default async function RuleScreen({ params, searchParams }: Asked) {
  const actor = await actorOfPage();
  if (!may(actor, "rule.read")) return <NotPermitted />;
  const { id } = await params;
  const rule = RULES.find((one) => one.id === id);
  if (rule === undefined) notFound();
  const now = new Date();
  const read = await readingHere(actor, "rule.read", async (tx) => ({
    set: await setRuleNow(tx, rule), tally: (await ruleTallies(tx, new Date(now.getTime() - DAYS * 86_400_000))).get(id), history: await settingHistory(tx, id, 50), findings: await findingsOfRule(tx, id, SHOWN),
  }));
  const { set, tally, history, findings } = read;
  const [t, locale, asked] = [await getTranslations("rules"), await getLocale(), await searchParams];
  const open = history.find(({ state }) => state === "proposed");
  const today = dateIn(now);
  const wanted = (name: string, otherwise: number) => {
    const value = Number(single(asked[name]) ?? otherwise);
    return Number.isFinite(value) ? value : otherwise;
  };
  const example = findings.find(({ severity }) => severity !== "info") ?? findings[0];
  const thresholds = Object.entries(rule.thresholds).map(([key, one]) => ({ ...one, key, name: worded(one.name, locale), value: wanted(key, set.values[key] ?? one.value) }));
  const mode = RULE_MODES.find((one) => one === single(asked["mode"])) ?? set.mode;
  return (
    <Words of={["rules", "backtests"]}>
      <div className="flex flex-col gap-4">
        <PageTitle
          note={
            <span className="flex flex-wrap items-center gap-2">
              <ModeTag mode={set.mode} /> {t("idAndVersion", { id, version: rule.version })} · {set.setting === null ? t("asDelivered") : t("history.number", { id: set.setting })}
            </span>
          }
        >
          {worded(rule.name, locale)}
        </PageTitle>
        {open === undefined ? null : (
          <Section title={t("proposal.title")}>
            <ChangeList rule={rule} changes={settingChanges(rule, set, open)} />
            <blockquote className="border-s-3 border-line-strong ps-3 text-pretty">{open.reason}</blockquote>
            <p className="text-table text-ink-soft">{t.rich("history.proposed", { by: open.proposedByName, at: stamped(open.proposedAt) })}</p>
            {may(actor, "rule.confirm") && actor.kind === "person" ? <ProposalAnswers id={open.id} own={open.proposedBy === actor.id} acts={{ confirm, decline, withdraw }} /> : null}
          </Section>
        )}
        <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-2">
          <div className="flex flex-col gap-4">
            <Section title={t("says")}>
              {example === undefined ? <p className="text-ink-soft">{t("noFindings")}</p> : <blockquote className="border-s-3 border-line-strong ps-3 text-pretty">{worded(example.wording, locale)}</blockquote>}
              <RuleFacts set={set} days={DAYS} lately={{ fired: tally?.declarations ?? 0, known: tally?.known ?? 0, confirmed: tally?.confirmed ?? 0 }} />
            </Section>
            {may(actor, "rule.propose") && open === undefined ? (
              <Section title={t("propose.title")} note={t("propose.note")}>
                <ProposalForm key={history[0]?.id ?? 0} rule={id} mode={mode} thresholds={thresholds} tries={may(actor, "backtest.run") ? { from: addDays(today, -TRIED_DAYS), to: today } : null} action={propose} />
              </Section>
            ) : null}
          </div>
          <div className="flex flex-col gap-4">
            <Section title={t("latest")}>
              <LatestFindings findings={findings} />
            </Section>
            <Section title={t("history.title")}>
              <SettingHistory rule={rule} rows={history} />
            </Section>
          </div>
        </div>
      </div>
    </Words>
  );
}
