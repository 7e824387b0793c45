import type { TaskList } from "graphile-worker";

/** Every job by the name it is queued under, from the jobs.ts of its module. */
export const tasks: TaskList = {};

/** What runs by the clock, in crontab lines (UTC). */
export const crontab = "";
