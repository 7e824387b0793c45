import { getLocale, getTranslations } from "next-intl/server";
import { ROLES } from "#lib/access/permission";
import type { Transaction } from "#db/client";
import { FIGURES } from "#lib/dashboards/figure";
import { officesToChoose } from "#lib/dashboards/queries/section";
import { listWebhooks, peopleToTell } from "#lib/notices/queries";
import { ruleIdOf } from "#lib/risk/profile";
import { listProfiles } from "#lib/risk/queries/profiles";
import { RULES } from "#lib/risk/rules/registry";

/** As many targeting profiles are offered, the newest. */
const PROFILES = 100;

/** What an alert's form offers: figures, rules and targeting profiles, offices, roles, people and webhooks, in the reader's language. */
export async function alertChoices(tx: Transaction) {
  const [figures, roles, en] = [await getTranslations("dashboards.figure"), await getTranslations("frame.role"), (await getLocale()) === "en"];
  const [people, webhooks, profiles, offices] = [await peopleToTell(tx), await listWebhooks(tx), await listProfiles(tx, { limit: PROFILES }), await officesToChoose(tx, en ? "en" : "zh-CN")];
  return {
    figures: FIGURES.map(({ name, unit, takes }) => ({ id: name, label: figures(name), unit, takes: [...takes] })),
    rules: [...RULES.map(({ id, name }) => ({ id, label: en ? name.en : name.zh })), ...profiles.rows.map(({ newest: { profile, nameEn, nameZh } }) => ({ id: ruleIdOf(profile), label: en ? nameEn : nameZh }))],
    offices: offices.map(({ code, name }) => ({ id: code, label: `${name} ${code}` })),
    roles: ROLES.filter((role) => role !== "feed").map((role) => ({ id: role, label: roles(role) })),
    people: people.map(({ id, name, nameZh }) => ({ id: String(id), label: en ? name : nameZh })),
    webhooks: webhooks.map(({ id, name }) => ({ id: String(id), label: name })),
  };
}
