import { getLocale, getTranslations } from "next-intl/server";
import { ROLES } from "#lib/access/permission";
import type { Transaction } from "#db/client";
import { FIGURES } from "#lib/dashboards/figure";
import { listWebhooks, peopleToTell } from "#lib/notices/queries";
import { RULES } from "#lib/risk/rules/registry";

/** What an alert's form offers: figures, rules, roles, people and webhooks, in the reader's language. */
export async function alertChoices(tx: Transaction) {
  const [figures, roles, en] = [await getTranslations("dashboards.figure"), await getTranslations("frame.role"), (await getLocale()) === "en"];
  const [people, webhooks] = [await peopleToTell(tx), await listWebhooks(tx)];
  return {
    figures: FIGURES.map(({ name, unit, takes }) => ({ id: name, label: figures(name), unit, takes: [...takes] })),
    rules: RULES.map(({ id, name }) => ({ id, label: en ? name.en : name.zh })),
    roles: ROLES.filter((role) => role !== "feed").map((role) => ({ id: role, label: roles(role) })),
    people: people.map(({ id, name, nameZh }) => ({ id: String(id), label: en ? name : nameZh })),
    webhooks: webhooks.map(({ id, name }) => ({ id: String(id), label: name })),
  };
}
