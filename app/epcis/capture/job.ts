import type { CaptureJob } from "#lib/feeds/queries/capture";

/** A capture job as the standard has it (EPCIS 2.0 section 12.4), with counts; `detailed` adds what became of each event, with pointers into the document. */
export function jobDocument(job: CaptureJob, detailed: boolean): Record<string, unknown> {
  const ofEvents = job.outcomes.flatMap(({ index, problems }) => problems.filter(({ severity }) => severity === "error").map((problem) => ({ ...problem, index })));
  const wrong = [...job.problems.filter(({ severity }) => severity === "error"), ...ofEvents];
  const errors = wrong.map(({ severity: _severity, ...problem }) => ({ type: "epcisException:ValidationException", title: "This was not taken in", status: 400, ...problem }));
  return {
    captureID: job.id,
    createdAt: job.startedAt.toISOString(),
    ...(job.finishedAt === null ? {} : { finishedAt: job.finishedAt.toISOString() }),
    running: job.state === "waiting",
    success: job.success,
    captureErrorBehaviour: job.errorBehaviour,
    errors,
    "tallyhouse:counts": job.counts,
    ...(detailed ? { "tallyhouse:events": job.outcomes } : {}),
  };
}
