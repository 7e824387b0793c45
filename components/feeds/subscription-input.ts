import { scheduleOf, type SaidSchedule } from "#lib/feeds/subscriptionTimes";
import { parseInstant } from "#lib/measures/period";

const MOMENTS = ["stream", "minutes", "hourly", "daily", "weekly"] as const;
export type Moment = (typeof MOMENTS)[number];

/** The form of a new subscription as the command takes it. A time that is none becomes a schedule that is refused. */
export function subscriptionInput(form: FormData): Record<string, unknown> {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value.trim() : "";
  };
  const moment = MOMENTS.find((one) => one === text("moment")) ?? "stream";
  const since = text("since");
  const from = since === "" ? undefined : parseInstant(`${since}:00+08:00`)?.toISOString();
  return {
    queryName: text("queryName"),
    dest: text("dest"),
    ...(moment === "stream" ? { stream: true } : { schedule: scheduleOf(said(moment, text)) ?? { hour: "none" }, reportIfEmpty: text("reportIfEmpty") !== "" }),
    ...(from === undefined ? {} : { initialRecordTime: from }),
  };
}

function said(moment: Exclude<Moment, "stream">, text: (name: string) => string): Exclude<SaidSchedule, { kind: "other" }> {
  switch (moment) {
    case "minutes":
      return { kind: "minutes", minutes: Number(text("schedule/minute")) };
    case "hourly":
      return { kind: "hourly", minute: Number(text("schedule/minute")) };
    case "daily":
      return { kind: "daily", time: text("schedule/hour") };
    case "weekly":
      return { kind: "weekly", day: Number(text("day")), time: text("schedule/hour") };
  }
}
