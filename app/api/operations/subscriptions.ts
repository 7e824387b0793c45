import { z } from "zod";
import { PULL_PROBLEMS } from "#lib/feeds/sourceProblem";
import type { Delivery, ShownSubscription } from "#lib/feeds/subscriptionShown";
import { STANDINGS } from "#lib/feeds/subscriptionStanding";
import type { Operation } from "../kernel/operation.ts";
import { listOf, pageShape } from "../kernel/paging.ts";
import { instant } from "./field.ts";

const problem = z.strictObject({ code: z.enum(PULL_PROBLEMS), facts: z.record(z.string(), z.union([z.string(), z.number()])) });

const subscriptionAnswer = z.strictObject({
  id: z.string(),
  query: z.string().describe("the name of its query"),
  dest: z.string(),
  schedule: z.record(z.string(), z.string()).nullable().describe("null for a stream; in UTC"),
  signed: z.boolean(),
  subscriber: z.string(),
  standing: z.enum(STANDINGS),
  createdAt: instant,
  initialRecordTime: instant,
  lastExecutedAt: instant.nullable(),
  lastNotifiedAt: instant.nullable().describe("when its receiver last answered 2xx"),
  nextRunAt: instant.nullable(),
  failures: z.int().describe("failures in a row"),
  problem: problem.extend({ at: instant }).nullable(),
  pausedAt: instant.nullable(),
});

/** A subscription as the interface shows it; its secret is never among it. */
export function subscriptionShown({
  id,
  queryName,
  dest,
  schedule,
  signed,
  subscriberName,
  standing,
  createdAt,
  initialRecordTime,
  lastExecutedAt,
  lastNotifiedAt,
  nextRunAt,
  failures,
  problem: why,
  pausedAt,
}: ShownSubscription): z.infer<typeof subscriptionAnswer> {
  const at = (when: Date | null) => when?.toISOString() ?? null;
  return {
    id, query: queryName, dest, schedule: schedule === null ? null : { ...schedule }, signed, subscriber: subscriberName, standing,
    createdAt: createdAt.toISOString(), initialRecordTime: initialRecordTime.toISOString(), lastExecutedAt: at(lastExecutedAt), lastNotifiedAt: at(lastNotifiedAt), nextRunAt: at(nextRunAt), failures,
    problem: why === null ? null : { ...problem.parse({ code: why.code, facts: why.facts }), at: why.at }, pausedAt: at(pausedAt),
  };
}

const deliveryAnswer = z.strictObject({ id: z.int(), at: instant, trial: z.boolean(), events: z.int().nullable(), problem: problem.nullable() });

/** A message to a receiver as the interface shows it. */
export function sentShown({ at, problem: why, ...rest }: Delivery): z.infer<typeof deliveryAnswer> {
  return { ...rest, at: at.toISOString(), problem: why === null ? null : { code: why.code, facts: { ...why.facts } } };
}

const path = "/api/v1/subscriptions/{id}";
const parameters = { id: { en: "The subscription's id, as /epcis/queries/{name}/subscriptions gives it", zh: "订阅编号，见 /epcis/queries/{name}/subscriptions", example: "0b3c7f1e-7a52-4f0e-9a53-0f2f6f2d7c11" } };
const nothing = { schema: z.strictObject({}), contentType: "application/json", example: {} } as const;
const refusals = ["unknown-subscription"] as const;
const listQuery = z.strictObject({ query: z.string().max(100).optional().describe("the name of a query; without it those of all"), ...pageShape });

export const listSubscriptions: Operation<z.infer<typeof listQuery>> = {
  id: "listSubscriptions", method: "GET", path: "/api/v1/subscriptions", group: "sources", admission: "event.read",
  summary: { en: "Subscriptions to named queries, with how each stands; they are made and ended under /epcis/queries", zh: "命名查询的订阅及其状态；在 /epcis/queries 下建立和取消" },
  query: listQuery, exampleQuery: "limit=50",
  answers: { 200: { says: { en: "A page of subscriptions", zh: "一页订阅" }, schema: listOf(subscriptionAnswer) } },
};

export const postSubscriptionPause: Operation = {
  id: "postSubscriptionPause", method: "POST", path: `${path}/pause`, group: "sources", admission: "subscription.manage",
  summary: { en: "Have a subscription rest; what is stored meanwhile is told when it goes on", zh: "暂停订阅；期间入库的事件在恢复后送达" },
  parameters, body: nothing,
  answers: { 200: { says: { en: "It rests", zh: "已暂停" }, schema: subscriptionAnswer } },
  refusals,
};

export const postSubscriptionResume: Operation = {
  id: "postSubscriptionResume", method: "POST", path: `${path}/resume`, group: "sources", admission: "subscription.manage",
  summary: { en: "Have a subscription go on where it stood, from its rest or before its pause after failures is over", zh: "从中断处恢复订阅，或在失败等待期间立即重试" },
  parameters, body: nothing,
  answers: { 200: { says: { en: "It goes on", zh: "已恢复" }, schema: subscriptionAnswer } },
  refusals,
};

export const postSubscriptionTrial: Operation = {
  id: "postSubscriptionTrial", method: "POST", path: `${path}/trials`, group: "sources", admission: "subscription.manage",
  summary: { en: "Send the receiver a signed message without events, marked by the header Tallyhouse-Trial", zh: "向接收方试发一份已签名的空消息，以 Tallyhouse-Trial 标头标明" },
  parameters, body: nothing,
  answers: { 200: { says: { en: "The receiver's status, or why it was not reached", zh: "接收方的响应状态，或未送达的原因" }, schema: z.strictObject({ status: z.int().nullable(), problem: problem.nullable() }) } },
  refusals,
};

const pages = z.strictObject({ ...pageShape });

export const listSubscriptionDeliveries: Operation<z.infer<typeof pages>> = {
  id: "listSubscriptionDeliveries", method: "GET", path: `${path}/deliveries`, group: "sources", admission: "event.read",
  summary: { en: "What was sent to a subscription's receiver and what came of it, the newest first", zh: "订阅的送达记录及结果，最新在前" },
  parameters, query: pages,
  answers: { 200: { says: { en: "A page of messages", zh: "一页送达记录" }, schema: listOf(deliveryAnswer) } },
  refusals,
};
