import type { Subscription } from "#lib/feeds/queries/subscriptions";

/** A subscription as the standard has it, with how its receiver answers; its token is never told. */
export function subscriptionDocument(one: Subscription): Record<string, unknown> {
  return {
    subscriptionID: one.id,
    queryName: one.queryName,
    dest: one.dest,
    createdAt: one.createdAt.toISOString(),
    ...(one.schedule === null ? { stream: true } : { schedule: one.schedule }),
    reportIfEmpty: one.reportIfEmpty,
    initialRecordTime: one.initialRecordTime.toISOString(),
    minRecordTime: one.minRecordTime.toISOString(),
    ...(one.lastExecutedAt === null ? {} : { lastExecutedAt: one.lastExecutedAt.toISOString() }),
    ...(one.lastNotifiedAt === null ? {} : { lastNotifiedAt: one.lastNotifiedAt.toISOString() }),
    "tallyhouse:failures": one.failures,
    ...(one.problem === null ? {} : { "tallyhouse:problem": one.problem }),
    ...(one.pausedAt === null ? {} : { "tallyhouse:pausedAt": one.pausedAt.toISOString() }),
    ...(one.nextRunAt === null ? {} : { "tallyhouse:nextRunAt": one.nextRunAt.toISOString() }),
  };
}
