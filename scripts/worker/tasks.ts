import type { TaskList } from "graphile-worker";
import { lotKnown, reconcileLedger, rejudgeSite, settleSiteQuestion } from "#lib/capacity/jobs";
import { checkFiguresJob, foldFiguresJob, rebuildFiguresJob } from "#lib/dashboards/jobs";
import { watchAlerts } from "#lib/dashboards/commands/alerts";
import { deliverSubscription } from "#lib/feeds/commands/delivering";
import { recheckOverlap, recheckTruth } from "#lib/feeds/commands/recheck";
import { pullSource, tidySourceRuns, watchSources } from "#lib/feeds/commands/source-watch";
import { queueForgotten, takeWaiting } from "#lib/feeds/commands/waiting";
import { lotsKnown, settleSiteEvents } from "#lib/feeds/jobs";
import { takeImportJob } from "#lib/lodging/jobs";
import { deliverNotice } from "#lib/notices/commands/delivering";
import { runBacktest } from "#lib/risk/commands/backtest-run";
import { compareModelJob, trainModelJob } from "#lib/risk/commands/modelTraining";
import { lotSeenJob, lotsSeenJob, refreshGoodsJob, siteKnownJob, snoozeOverJob, waysKnownJob } from "#lib/risk/jobs";
import { sourcesKnown, transformationKnown, yieldChanged } from "#lib/trace/jobs";
import { reassessAll } from "#lib/triage/commands/sweepers";
import { assess, keepDrawsJob, topUpJob } from "#lib/triage/jobs";
import { sorterOf } from "#lib/triage/queries/past-lanes";

/** Every job by the name it is queued under, from the jobs.ts of its module. */
export const tasks: TaskList = {
  assess: async (payload) => {
    await assess(payload);
  },
  "reassess-all": (payload, { job }) => reassessAll(payload, job.id),
  "rejudge-site": async (payload) => {
    await rejudgeSite(payload);
    await siteKnownJob(payload);
  },
  "shipment-elsewhere": rejudgeSite,
  "lot-known": async (payload) => {
    await lotKnown(payload);
    await sourcesKnown(payload);
    await lotSeenJob(payload);
  },
  "lots-known": lotsKnown,
  "lots-seen": lotsSeenJob,
  "transformation-known": async (payload) => {
    await transformationKnown(payload);
  },
  "yield-changed": yieldChanged,
  "settle-site-question": settleSiteQuestion,
  "settle-site-events": settleSiteEvents,
  "take-document": takeWaiting,
  "take-forgotten": queueForgotten,
  "recheck-truth": async (payload) => recheckTruth(payload),
  "recheck-overlap": async (payload) => recheckOverlap(payload),
  "deliver-subscription": async (payload) => {
    await deliverSubscription(payload);
  },
  "pull-source": pullSource,
  "watch-sources": async (payload) => {
    await watchSources(payload);
  },
  "tidy-sources": tidySourceRuns,
  "take-import": takeImportJob,
  "watch-alerts": async () => {
    await watchAlerts();
  },
  "deliver-notice": async (payload) => {
    await deliverNotice(payload);
  },
  "run-backtest": (payload) => runBacktest(payload, sorterOf),
  "snooze-over": snoozeOverJob,
  "refresh-goods": refreshGoodsJob,
  "ways-known": waysKnownJob,
  "train-model": async (payload) => trainModelJob(payload),
  "compare-model": compareModelJob,
  "reconcile-ledger": reconcileLedger,
  "fold-figures": foldFiguresJob,
  "check-figures": checkFiguresJob,
  "rebuild-figures": rebuildFiguresJob,
  "keep-draws": keepDrawsJob,
  "top-up": topUpJob,
};

/** What runs by the clock, in crontab lines (UTC): the ledger is recomputed every night at 02:30 in China; silent sources are looked for and alerts held against their figures every minute; what changed is counted every quarter of a minute, and the day before recounted at 03:10; seeds are committed and shown every hour, and what offices can still examine is filled at 14:00 and 16:00; what new events tell of what carries goods is assessed every five minutes; prices of peers follow every ten, and are reckoned anew at 03:30. */
export const crontab = `30 18 * * * reconcile-ledger
* * * * * watch-sources
* * * * * watch-alerts
*/5 * * * * take-forgotten
*/5 * * * * ways-known ?jobKey=ways-known
50 18 * * * tidy-sources
* * * * * fold-figures ?jobKey=fold-figures
10 19 * * * check-figures
2 * * * * keep-draws
0 6,8 * * * top-up
*/10 * * * * refresh-goods ?jobKey=refresh-goods {whole:false}
30 19 * * * refresh-goods ?id=refresh-goods-whole {whole:true}`;
