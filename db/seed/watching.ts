import { putAlert } from "#lib/dashboards/commands/alerts";
import { defineQuery } from "#lib/feeds/commands/named-query";
import { pauseSubscription } from "#lib/feeds/commands/subscription-acts";
import { subscribe } from "#lib/feeds/commands/subscriptions";
import { markRead } from "#lib/notices/commands/reading";
import { answerProfile, draftProfile, proposeProfile } from "#lib/risk/commands/profiles";
import { act, type Act } from "./act.ts";
import { after, chinaTime, daysAgo, minutesAgo } from "./clock.ts";
import type { House } from "./house.ts";

/** What the house keeps watch for: a profile on trial and one that is being written, an alert, and a query of events with a subscription at rest. */
export function watching(house: House): Act[] {
  const { clock } = house;
  const [wang, zhou, admin] = [house.person("wang"), house.person("zhou"), house.person("admin")];
  return [
    act(daysAgo(clock, 12, "14:10"), async (now) => {
      const { profile } = await draftProfile(wang, {
        name: { en: "Cheap wine from new origins", zh: "新产地低价葡萄酒" },
        next: { en: "Ask for the invoice and the contract of sale.", zh: "要求提供发票和销售合同。" },
        severity: "medium", points: 20, condition: 'line.hsCode.startsWith("2204") && line.originCountry in ["MD", "GE", "AM", "RS"] && line.pricePerLitre < 2.0', offices: [],
        until: chinaTime(after(now, 90 * 24 * 60)), mode: "shadow", reason: "入夏以来这些产地价格下跌三分之一；试运行，待查明命中情况。",
      }, now);
      await proposeProfile(wang, { profile }, now);
      await answerProfile(zhou, { profile, decision: "confirm" }, after(now, 120));
    }),
    act(minutesAgo(clock, 130), async (now) => {
      await draftProfile(zhou, {
        name: { en: "Crab outside its season", zh: "非捕捞季大闸蟹" },
        next: { en: "Ask when it was caught, and hold it against the events of the pond.", zh: "核实捕捞日期，并与养殖场事件比对。" },
        severity: "low", points: 10, condition: 'line.hsCode.startsWith("0306")', offices: ["2248"], until: chinaTime(after(now, 60 * 24 * 60)), mode: "shadow", reason: "捕捞季九月开始，此前到货者或为库存，或另有来源。",
      }, now);
    }),
    act(daysAgo(clock, 9, "09:30"), async (now) => {
      await putAlert(wang, { name: { en: "Too many past their time", zh: "超时报关单过多" }, figure: "past-due", comparison: "more-than", value: 600, audience: { roles: ["supervisor"] }, coolDownMinutes: 240 }, now);
    }),
    act(daysAgo(clock, 8, "10:15"), async (now) => {
      await defineQuery(zhou, { name: "shipments", query: { EQ_bizStep: ["shipping", "departing"], GE_eventTime: chinaTime(daysAgo(clock, 365)) } }, now);
      const { id } = await subscribe(admin, { queryName: "shipments", dest: "https://receiver.example.com/events", schedule: { hour: "0", minute: "30" }, reportIfEmpty: false }, now);
      await pauseSubscription(admin, { id }, after(now, 45));
    }),
    act(daysAgo(clock, 1, "17:30"), async (now) => {
      for (const login of ["dupont", "zhao", "qian", "chen", "li", "huang"]) await markRead(house.person(login), {}, now);
    }),
  ];
}
