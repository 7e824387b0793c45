import { BellPlus, BellRing } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { Part } from "#components/consignment/Part";
import { AlertList, type AlertListed } from "#components/notices/AlertList";
import { DeliveryList } from "#components/notices/DeliveryList";
import { WebhookPanel } from "#components/notices/WebhookPanel";
import { LinkButton } from "#components/ui/Button";
import { EmptyState } from "#components/ui/EmptyState";
import { PageLinks } from "#components/ui/PageLinks";
import { PageTitle } from "#components/ui/PageTitle";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { figureOf } from "#lib/dashboards/figure";
import { mailIsOn } from "#lib/notices/commands/delivering";
import { titlesOf } from "#lib/risk/queries/titles";
import { listAlerts, listDeliveries, listWebhooks, type AlertRow } from "#lib/notices/queries";
import { readingHere } from "../../../read.ts";
import { single } from "../../../../components/producers/address.ts";
import { takeInWebhook, takeOutWebhook } from "./actions.ts";

const [PAGE, DELIVERIES] = [50, 20];

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("frame.room"))("alerts") };
}

/** The alerts: which figures are watched, which passed their threshold, who is told; the webhooks, and what became of what was sent. */
export default async function AlertsPage({ searchParams }: { readonly searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const actor = await actorOfPage();
  if (!may(actor, "alert.manage")) return <NotPermitted />;
  const after = Number(single((await searchParams)["after"]) ?? "0");
  const read = await readingHere(actor, "alert.manage", async (tx) => {
    const page = await listAlerts(tx, { limit: PAGE, after: Number.isSafeInteger(after) ? after : 0 });
    return {
      page,
      titles: await titlesOf(
        tx,
        page.rows.flatMap(({ filter }) => (filter["rule"] === undefined ? [] : [String(filter["rule"])])),
      ),
      webhooks: await listWebhooks(tx),
      sent: await listDeliveries(tx, { limit: DELIVERIES }),
    };
  });
  const [t, figures, en] = [await getTranslations("notices"), await getTranslations("dashboards.figure"), (await getLocale()) === "en"];
  const valueOf = (row: AlertRow, value: number): string =>
    figureOf(row.figure)?.unit === "share" ? `${Math.round(value * 10_000) / 100}%` : new Intl.NumberFormat(en ? "en" : "zh-CN", { maximumFractionDigits: 2 }).format(value);
  const ruleNamed = (id: string) => read.titles.find(({ rule }) => rule === id)?.name[en ? "en" : "zh"] ?? id;
  const alerts = read.page.rows.map((row): AlertListed => {
    const narrowed = Object.entries(row.filter)
      .map(([name, value]) => (name === "rule" ? ruleNamed(String(value)) : name === "days" ? t("alert.lastDays", { days: Number(value) }) : String(value)))
      .join(t("alert.parted"));
    const audience = [
      ...(row.audience.roles.length === 0 ? [] : [t("alert.toRoles", { count: row.audience.roles.length })]),
      ...(row.audience.people.length === 0 ? [] : [t("alert.toPeople", { count: row.audience.people.length })]),
      ...(row.audience.webhooks.length === 0 ? [] : [t("alert.toWebhooks", { count: row.audience.webhooks.length })]),
      ...(row.audience.email ? [t("alert.byEmail")] : []),
    ];
    return {
      id: row.id, name: en ? row.nameEn : row.nameZh,
      condition: t(narrowed === "" ? "alert.watched" : "alert.watchedOf", {
        figure: figures.has(row.figure) ? figures(row.figure) : row.figure,
        narrowed,
        compared: t(`alert.compared.${row.comparison}`),
        value: valueOf(row, row.value),
      }),
      now: row.lastValue === null ? null : valueOf(row, row.lastValue), lookedAt: row.lastLookedAt?.toISOString() ?? null, toldAt: row.lastToldAt?.toISOString() ?? null,
      standing: !row.on ? "off" : row.problem !== null ? "unread" : row.passed ? "passed" : "quiet", audience: audience.join(" · "),
    };
  });
  const write = <LinkButton href="/alerts/new" look="primary" icon={<BellPlus aria-hidden className="size-4" />}>{t("alert.new")}</LinkButton>;
  return (
    <div className="flex flex-col gap-4">
      <PageTitle note={t("alert.note")} actions={write}>{t("alert.fact", { on: read.page.rows.filter(({ on }) => on).length, passed: alerts.filter(({ standing }) => standing === "passed").length })}</PageTitle>
      {alerts.length === 0 ? <EmptyState title={t("alert.none")} icon={<BellRing aria-hidden />} action={write}>{t("alert.noneNext")}</EmptyState> : <AlertList alerts={alerts} />}
      <PageLinks first={after > 0 ? "/alerts" : undefined} next={read.page.next === null ? undefined : `/alerts?after=${read.page.next}`} />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
        <Part id="webhooks" title={t("webhook.title")} note={t("webhook.note")}>
          <WebhookPanel webhooks={read.webhooks.map(({ id, name, address, madeByName, madeAt }) => ({ id, name, address, by: madeByName, at: madeAt.toISOString() }))} add={takeInWebhook} remove={takeOutWebhook} />
        </Part>
        <Part id="deliveries" title={t("delivery.title")} note={mailIsOn() ? t("delivery.note") : t("delivery.mailOff")}>
          <DeliveryList deliveries={read.sent.rows.map(({ queuedAt, nextAt, title, ...rest }) => ({ ...rest, queuedAt: queuedAt.toISOString(), nextAt: nextAt?.toISOString() ?? null, title: title[en ? "en" : "zh"] }))} />
        </Part>
      </div>
    </div>
  );
}
