import { z } from "zod";
import { COMPARISONS } from "#lib/notices/alert";
import { alertInput, webhookInput } from "#lib/notices/alertInput";
import { DELIVERY_STATES } from "#lib/notices/notice";
import type { AlertRow, DeliveryShown, WebhookRow } from "#lib/notices/queries";
import type { Operation } from "../kernel/operation.ts";
import { listOf, pageShape } from "../kernel/paging.ts";
import { bilingual, instant } from "./field.ts";

const alertAnswer = z.strictObject({
  id: z.int(),
  name: bilingual,
  figure: z.string(),
  filter: z.record(z.string(), z.union([z.string(), z.number()])),
  comparison: z.enum(COMPARISONS),
  value: z.number().describe("shares are from 0 to 1"),
  audience: z.strictObject({ roles: z.array(z.string()), people: z.array(z.int()), webhooks: z.array(z.int()), email: z.boolean() }),
  coolDownMinutes: z.int(),
  on: z.boolean(),
  version: z.int(),
  lastValue: z.number().nullable(),
  lastLookedAt: instant.nullable(),
  passed: z.boolean(),
  lastToldAt: instant.nullable(),
  problem: z.string().nullable(),
});

/** An alert as the interface shows it. */
export function alertShown(row: AlertRow): z.infer<typeof alertAnswer> {
  const { id, figure, filter, comparison, value, audience, coolDownMinutes, on, version, lastValue, passed, problem } = row;
  return {
    id,
    name: { en: row.nameEn, zh: row.nameZh },
    figure,
    filter: { ...filter },
    comparison,
    value,
    audience: { roles: [...audience.roles], people: [...audience.people], webhooks: [...audience.webhooks], email: audience.email },
    coolDownMinutes, on, version, lastValue, lastLookedAt: row.lastLookedAt?.toISOString() ?? null, passed, lastToldAt: row.lastToldAt?.toISOString() ?? null, problem,
  };
}

const deliveryAnswer = z.strictObject({
  id: z.int(),
  channel: z.enum(["email", "webhook"]),
  target: z.string(),
  state: z.enum(DELIVERY_STATES),
  tries: z.int(),
  problem: z.strictObject({ code: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number()])) }).nullable(),
  queuedAt: instant,
  nextAt: instant.nullable(),
  doneAt: instant.nullable(),
  title: bilingual,
});

/** A delivery as the interface shows it. */
export function deliveryShown({ queuedAt, nextAt, doneAt, problem, ...rest }: DeliveryShown): z.infer<typeof deliveryAnswer> {
  return {
    ...rest,
    problem: problem === null ? null : { code: problem.code, facts: { ...problem.facts } },
    queuedAt: queuedAt.toISOString(),
    nextAt: nextAt?.toISOString() ?? null,
    doneAt: doneAt?.toISOString() ?? null,
  };
}

const body = {
  schema: alertInput.omit({ id: true, expectedVersion: true }),
  contentType: "application/json",
  example: {
    name: { en: "Too many past their time", zh: "超时过多" },
    figure: "past-due",
    comparison: "more-than",
    value: 400,
    audience: { roles: ["supervisor"], email: true },
    coolDownMinutes: 60,
  },
} as const;
const parameters = { id: { en: "The alert's number", zh: "预警编号", example: "3" } };
const written = z.strictObject({ id: z.int(), version: z.int(), created: z.boolean() });
const listQuery = z.strictObject({ ...pageShape });

export const listAlerts: Operation<z.infer<typeof listQuery>> = {
  id: "listAlerts", method: "GET", path: "/api/v1/alerts", group: "figures", admission: "alert.manage",
  summary: { en: "Alerts on figures, with how each stood when it was looked at last", zh: "指标预警及最近比对情况" },
  query: listQuery,
  answers: { 200: { says: { en: "A page of alerts", zh: "一页预警" }, schema: listOf(alertAnswer) } },
};

export const postAlert: Operation = {
  id: "postAlert", method: "POST", path: "/api/v1/alerts", group: "figures", admission: "alert.manage",
  summary: { en: "Write an alert: who is told when a figure passes a threshold", zh: "新建预警：指标越限时通知何人" },
  body,
  answers: { 201: { says: { en: "Written", zh: "已新建" }, schema: written } },
  refusals: ["unknown-figure", "figure-takes-not", "nobody-told"],
};

export const putAlert: Operation = {
  id: "putAlert", method: "PUT", path: "/api/v1/alerts/{id}", group: "figures", admission: "alert.manage",
  summary: { en: "Change an alert, or turn it off", zh: "修改或停用预警" },
  parameters, body, versioned: true,
  answers: { 200: { says: { en: "Changed", zh: "已修改" }, schema: written } },
  refusals: ["unknown-alert", "changed-meanwhile", "unknown-figure", "figure-takes-not", "nobody-told"],
};

export const postAlertTrial: Operation = {
  id: "postAlertTrial", method: "POST", path: "/api/v1/alerts/{id}/trials", group: "figures", admission: "alert.manage",
  summary: { en: "Send an alert now, marked as a trial, by every way it has", zh: "立即试发预警" },
  parameters,
  body: { schema: z.strictObject({}), contentType: "application/json", example: {} },
  answers: { 200: { says: { en: "How many were told by which way", zh: "各方式通知数" }, schema: z.strictObject({ notice: z.int(), people: z.int(), emails: z.int(), webhooks: z.int(), figure: z.number().nullable() }) } },
  refusals: ["unknown-alert"],
};

export const postAlertRemoval: Operation = {
  id: "postAlertRemoval", method: "POST", path: "/api/v1/alerts/{id}/removal", group: "figures", admission: "alert.manage",
  summary: { en: "Take an alert out: its figure is not watched any more; what it told stays", zh: "删除预警：不再监测该指标，已发通知保留" },
  parameters,
  body: { schema: z.strictObject({}), contentType: "application/json", example: {} },
  answers: { 200: { says: { en: "Taken out", zh: "已删除" }, schema: z.strictObject({ id: z.int() }) } },
  refusals: ["unknown-alert"],
};

const webhookAnswer = z.strictObject({ id: z.int(), name: z.string(), address: z.string(), madeBy: z.string(), madeAt: instant });

/** A webhook as the interface shows it: never its secret. */
export function webhookShown({ id, name, address, madeByName, madeAt }: WebhookRow): z.infer<typeof webhookAnswer> {
  return { id, name, address, madeBy: madeByName, madeAt: madeAt.toISOString() };
}

export const listWebhooks: Operation = {
  id: "listWebhooks", method: "GET", path: "/api/v1/webhooks", group: "figures", admission: "alert.manage",
  summary: { en: "The webhooks that alerts may tell, two hundred at most", zh: "可供预警通知的回调地址，至多二百个" },
  answers: { 200: { says: { en: "The webhooks", zh: "回调地址" }, schema: z.strictObject({ items: z.array(webhookAnswer) }) } },
};

export const postWebhook: Operation = {
  id: "postWebhook", method: "POST", path: "/api/v1/webhooks", group: "figures", admission: "alert.manage",
  summary: { en: "Take in a webhook (Standard Webhooks). The secret its messages are signed with is in this answer and never again", zh: "登记回调地址（Standard Webhooks）；签名密钥仅在本次应答中给出" },
  body: { schema: webhookInput, contentType: "application/json", example: { name: "Duty desk", address: "https://hooks.example.org/tallyhouse" } },
  answers: { 201: { says: { en: "Taken in", zh: "已登记" }, schema: z.strictObject({ id: z.int(), name: z.string(), address: z.string(), secret: z.string().describe("whsec_ and 32 bytes in base64") }) } },
};

export const postWebhookRemoval: Operation = {
  id: "postWebhookRemoval", method: "POST", path: "/api/v1/webhooks/{id}/removal", group: "figures", admission: "alert.manage",
  summary: { en: "Take a webhook out: nothing is sent there any more, what waits is given up", zh: "删除回调地址：不再发送，待发的一并放弃" },
  parameters: { id: { en: "The webhook's number", zh: "回调编号", example: "2" } },
  body: { schema: z.strictObject({}), contentType: "application/json", example: {} },
  answers: { 200: { says: { en: "Taken out", zh: "已删除" }, schema: z.strictObject({ id: z.int() }) } },
  refusals: ["unknown-webhook"],
};

export const listDeliveries: Operation<z.infer<typeof listQuery>> = {
  id: "listDeliveries", method: "GET", path: "/api/v1/deliveries", group: "figures", admission: "alert.manage",
  summary: { en: "What was sent by e-mail and webhook, newest first, and what became of it", zh: "以邮件和回调发出的通知及结果" },
  query: listQuery,
  answers: { 200: { says: { en: "A page of deliveries", zh: "一页发送记录" }, schema: listOf(deliveryAnswer) } },
};
