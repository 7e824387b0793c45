import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { ActionForm } from "#components/access/ActionForm";
import { NotPermitted } from "#components/access/NotPermitted";
import { Section } from "#components/access/Section";
import { Words } from "#components/frame/Words";
import { BacktestProgress } from "#components/rules/BacktestProgress";
import { Comparison } from "#components/rules/Comparison";
import { HitTable } from "#components/rules/HitTable";
import { MovedLanes } from "#components/rules/MovedLanes";
import { SettingsThen } from "#components/rules/SettingsThen";
import { SideTabs } from "#components/rules/SideTabs";
import { Refreshing } from "#components/sources/Refreshing";
import { LinkButton } from "#components/ui/Button";
import { ErrorNote } from "#components/ui/ErrorNote";
import { PageLinks } from "#components/ui/PageLinks";
import { PageTitle } from "#components/ui/PageTitle";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { profilesIn, SIDES } from "#lib/risk/backtest";
import { MOST_HITS } from "#lib/risk/commands/backtest-run";
import { backtestById, hitsOf } from "#lib/risk/queries/backtests";
import { settingsDuring } from "#lib/risk/queries/settings";
import { titlesOf } from "#lib/risk/queries/titles";
import { RULES } from "#lib/risk/rules/registry";
import { readingHere } from "../../../../../read.ts";
import { stamped } from "../../../../../../components/cases/stamped.tsx";
import { addressOf, single } from "../../../../../../components/producers/address.ts";
import { cancel } from "../actions.ts";

const PAGE = 50;
const DAY = 86_400_000;

type Asked = { readonly params: Promise<{ readonly id: string }>; readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("backtests"))("title") };
}

/** One back-test: how far it is, what it counted beside what is in force and was recorded, how lanes would have moved, and the declarations behind each figure. */
export default async function BacktestScreen({ params, searchParams }: Asked) {
  const actor = await actorOfPage();
  if (!may(actor, "backtest.run")) return <NotPermitted />;
  const [{ id }, asked] = [await params, await searchParams];
  if (!/^[1-9]\d{0,14}$/.test(id)) notFound();
  const side = SIDES.find((one) => one === single(asked["side"]));
  const after = /^\d{1,15}$/.exec(single(asked["after"]) ?? "")?.[0];
  const read = await readingHere(actor, "backtest.run", async (tx) => {
    const row = await backtestById(tx, Number(id));
    if (row === undefined) return undefined;
    const [from, to] = [new Date(`${row.fromDay}T00:00:00+08:00`), new Date(Date.parse(`${row.toDay}T00:00:00+08:00`) + DAY)];
    return {
      row,
      titles: await titlesOf(tx, profilesIn(row)),
      hits: await hitsOf(tx, row.id, { side, limit: PAGE, after }),
      settings: row.first.kind === "rule" ? await settingsDuring(tx, row.first.rule, from, to) : [],
    };
  });
  if (read === undefined) notFound();
  const { row, hits } = read;
  const { first, second, tally, state } = row;
  const t = await getTranslations("backtests");
  const open = state === "waiting" || state === "running";
  const rule = first.kind === "rule" ? RULES.find((one) => one.id === first.rule) : undefined;
  const values = first.kind === "rule" ? Object.fromEntries(Object.entries(first.values).map(([name, value]) => [name, String(value)])) : {};
  const prefilled = first.kind === "rule" ? { mode: first.mode, ...values } : {};
  const isCut = tally !== null && tally.onlyA.fired + tally.onlyOther.fired + tally.both.fired > MOST_HITS;
  return (
    <Words of={["rules", "backtests"]}>
      <div className="flex flex-col gap-4">
        {open ? <Refreshing seconds={1} /> : null}
        <PageTitle
          note={<>{t("period", { from: row.fromDay, to: row.toDay })} · {row.requestedByName} · {stamped(row.requestedAt)()}</>}
          actions={
            <>
              {open ? <ActionForm action={cancel} submit={t("cancel")} look="quiet"><input type="hidden" name="id" value={row.id} /></ActionForm> : null}
              {first.kind === "rule" ? <LinkButton href={addressOf("/rules/backtests/new", { rule: first.rule, from: row.fromDay, to: row.toDay, ...prefilled })}>{t("again")}</LinkButton> : null}
              {first.kind === "rule" && may(actor, "rule.propose") && !open ? <LinkButton look="primary" href={addressOf(`/rules/${first.rule}`, prefilled)}>{t("propose")}</LinkButton> : null}
            </>
          }
        >
          {tally === null ? t(`state.${state}`) : t("firstFired", { count: tally.a.fired })}
        </PageTitle>
        {state === "failed" ? <ErrorNote title={t("brokeOff", { problem: row.problem ?? "" })} /> : null}
        {state === "done" ? null : <div className="panel p-4"><BacktestProgress row={row} /></div>}
        <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-2">
          <Section title={t("comparison")}>
            <Comparison row={row} rules={RULES} titles={read.titles} />
            <p className="text-xs text-ink-faint text-pretty">{t("facts")}{first.kind === "model" ? ` ${t("modelFires")}` : ""}</p>
            {tally === null || tally.failed === 0 ? null : <p className="text-xs text-red">{t("broken", { count: tally.failed })}</p>}
          </Section>
          <div className="flex flex-col gap-4">
            <Section title={t("lanes")} note={t("lanesNote")}>
              {tally === null ? null : <MovedLanes moves={tally.movesA} />}
              {tally === null || second === null ? null : <><h3 className="text-table font-medium">{t("side.second")}</h3><MovedLanes moves={tally.movesB} /></>}
            </Section>
            {rule === undefined ? null : <Section title={t("inForceThen")}><SettingsThen rule={rule} rows={read.settings} from={row.fromDay} /></Section>}
          </div>
        </div>
        {tally === null ? null : (
          <Section title={t("hits")} note={isCut ? t("hitsCut", { most: MOST_HITS }) : undefined}>
            <SideTabs id={row.id} side={side} tally={tally} compares={second !== null} />
            <HitTable hits={hits.rows} compares={second !== null} />
            <PageLinks first={after === undefined ? undefined : addressOf(`/rules/backtests/${id}`, { side })} next={hits.next === null ? undefined : addressOf(`/rules/backtests/${id}`, { side, after: hits.next })} />
          </Section>
        )}
      </div>
    </Words>
  );
}
