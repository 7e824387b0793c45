import { Scale } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { Part } from "#components/consignment/Part";
import { DrawsTold, GroupsTurned, OfficersTurned, RulesTurned } from "#components/feedback/TurnedTables";
import { OverrideList } from "#components/feedback/OverrideList";
import { SnoozeList } from "#components/feedback/SnoozeList";
import { SpanForm } from "#components/feedback/SpanForm";
import { Words } from "#components/frame/Words";
import { EmptyState } from "#components/ui/EmptyState";
import { PageLinks } from "#components/ui/PageLinks";
import { PageTitle } from "#components/ui/PageTitle";
import { may } from "#lib/access/actor";
import { listAddress, type Counted } from "#lib/dashboards/figure";
import { listOffices } from "#lib/access/queries";
import { actorOfPage } from "#lib/access/session";
import { addDays, dateIn, plainDate } from "#lib/measures/period";
import { countryName } from "#lib/places/country";
import { listSnoozes } from "#lib/risk/queries/snoozes";
import { titlesOf } from "#lib/risk/queries/titles";
import { toldByDraws, turnedBy, turnedByOfficer, turnedByRule } from "#lib/triage/queries/feedback";
import { listOverrides } from "#lib/triage/queries/overrides";
import { readingHere } from "../../../../read.ts";
import { addressOf, single } from "../../../../../components/producers/address.ts";
import { endSnoozeOn } from "./actions.ts";

const PAGE = 25;
const DAYS = 90;
type Asked = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("rules.rooms"))("feedback") };
}

/** Whether the choices were good: what was confirmed by rule, officer, office and origin, what the draws found, what was decided against the lane. */
export default async function FeedbackScreen({ searchParams }: Asked) {
  const actor = await actorOfPage();
  if (!may(actor, "outcome.read")) return <NotPermitted />;
  const asked = await searchParams;
  const now = new Date();
  const last = plainDate(single(asked["last"]) ?? "") ?? dateIn(now);
  const from = plainDate(single(asked["from"]) ?? "") ?? addDays(last, -DAYS);
  const [office, after] = [single(asked["office"]), single(asked["after"])];
  const span = { from, to: addDays(last, 1), office: office === undefined || office === "all" ? null : office };
  const read = await readingHere(actor, "outcome.read", async (tx) => ({
    rules: await turnedByRule(tx, span), offices: await turnedBy(tx, "office", span), origins: await turnedBy(tx, "origin", span), officers: await turnedByOfficer(tx, span), draws: await toldByDraws(tx, span),
    overrides: await listOverrides(tx, span, { limit: PAGE, after }), snoozes: await listSnoozes(tx, { inForce: true, now, limit: 100 }), all: await listOffices(tx),
  }));
  const titles = await readingHere(actor, "outcome.read", (tx) => titlesOf(tx, [...read.rules.map(({ key }) => key), ...read.snoozes.items.map(({ rule }) => rule)]));
  const [t, en] = [await getTranslations("feedback"), (await getLocale()) === "en"];
  const ruleName = (id: string) => titles.find((title) => title.rule === id)?.name[en ? "en" : "zh"] ?? id;
  const officeName = (code: string) => read.all.find((one) => one.code === code)?.[en ? "nameEn" : "nameZh"] ?? code;
  const desk = (query: Record<string, string>) => addressOf("/desk", { state: "all", ...query });
  const list = (counted: Counted, of = span.office) => (may(actor, "figure.read") ? listAddress(counted, { period: { from: span.from, to: span.to }, office: of }) : null);
  const known = read.offices.reduce((sum, { confirmed }) => ({ hits: sum.hits + (confirmed?.hits ?? 0), of: sum.of + (confirmed?.of ?? 0) }), { hits: 0, of: 0 });
  const address = (next?: string) => addressOf("/rules/feedback", { from, last, office: span.office ?? undefined, after: next });
  return (
    <Words of={["feedback", "triage"]}>
      <div className="flex flex-col gap-5">
        <PageTitle note={t("note")}>{t("fact", known)}</PageTitle>
        <SpanForm action={`/${en ? "en" : "zh-CN"}/rules/feedback`} from={from} last={last} office={span.office} offices={read.all.map(({ code }) => ({ id: code, label: `${officeName(code)} ${code}` }))} />
        {known.of === 0 ? <EmptyState title={t("none")} icon={<Scale aria-hidden />}>{t("noneNext")}</EmptyState> : null}
        <Part id="rules" title={t("rules")} note={t("rulesNote")}><RulesTurned rules={read.rules} nameOf={ruleName} listOf={(rule, confirmed) => list({ kind: "rule", a: [rule], ...(confirmed ? { b: ["confirmed"] } : {}) })} /></Part>
        <Part id="draws" title={t("draws.title")} note={t("draws.note")}><DrawsTold told={read.draws} /></Part>
        <div className="grid grid-cols-1 gap-5 xl:grid-cols-2">
          <Part id="offices" title={t("offices")}><GroupsTurned label={t("office")} groups={read.offices.map((one) => ({ ...one, name: `${officeName(one.key)} ${one.key}`, href: desk({ office: one.key }), list: list({ kind: "arrived" }, one.key), confirmedList: list({ kind: "selected", b: ["confirmed"] }, one.key) }))} /></Part>
          <Part id="origins" title={t("origins")}>
            <GroupsTurned
              label={t("origin")}
              groups={read.origins.map((one) => ({ ...one, name: countryName(one.key)?.[en ? "en" : "zh"] ?? one.key, href: desk({ country: one.key }), list: list({ kind: "origin", a: [one.key] }), confirmedList: null }))}
            />
          </Part>
        </div>
        <Part id="officers" title={t("officers")} note={t("officersNote")}><OfficersTurned officers={read.officers} /></Part>
        <Part id="overrides" title={t("overrides.title")} note={t("overrides.note")}>
          <OverrideList overrides={read.overrides.items} />
          <div className="mt-3"><PageLinks first={after === undefined ? undefined : address()} next={read.overrides.next === null ? undefined : address(read.overrides.next)} /></div>
        </Part>
        <Part id="snoozes" title={t("snoozes.title")} note={t("snoozes.note")}>
          {read.snoozes.items.length === 0 ? (
            <p className="text-ink-soft">{t("snoozes.none")}</p>
          ) : (
            <SnoozeList
              mayEnd={may(actor, "snooze.set")}
              end={endSnoozeOn}
              snoozes={read.snoozes.items.map(({ id, rule, partyKind, partyName, until, comment, byName }) => ({
                id,
                rule: ruleName(rule),
                kind: partyKind,
                party: partyName,
                until: until.toISOString(),
                comment,
                by: byName,
              }))}
            />
          )}
        </Part>
      </div>
    </Words>
  );
}
