import type { PullProblemCode } from "./sourceProblem.ts";
import type { DeliveryProblem, QuerySchedule } from "./subscription.ts";
import type { Standing } from "./subscriptionStanding.ts";

/** A subscription as it is shown: who subscribed, whether its messages are signed, and how it stands. `schedule` is null for a stream. */
export type ShownSubscription = {
  readonly id: string;
  readonly queryName: string;
  readonly dest: string;
  readonly schedule: QuerySchedule | null;
  readonly reportIfEmpty: boolean;
  readonly signed: boolean;
  readonly subscriberName: string;
  readonly standing: Standing;
  readonly createdAt: Date;
  readonly initialRecordTime: Date;
  readonly lastExecutedAt: Date | null;
  readonly lastNotifiedAt: Date | null;
  readonly nextRunAt: Date | null;
  readonly pausedAt: Date | null;
  readonly together: number;
  readonly failures: number;
  readonly problem: DeliveryProblem | null;
};

/** One message to a receiver, or the trial of one: with how many events, or why it was not taken. `id` is that of its entry in the log. */
export type Delivery = {
  readonly id: number;
  readonly at: Date;
  readonly trial: boolean;
  readonly events: number | null;
  readonly problem: { readonly code: PullProblemCode; readonly facts: Readonly<Record<string, string | number>> } | null;
};
