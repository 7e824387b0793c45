import type { CaptureJob } from "#lib/feeds/queries/capture";
import type { StoredEvent } from "#lib/feeds/queries/events";

const CONTEXT = ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld", { tallyhouse: "urn:tallyhouse:epcis:" }];

/** Events as an EPCISQueryDocument. The events' own JSON is put in as it is kept, so that no number is rounded. */
export function queryDocument(events: readonly StoredEvent[], now: Date): string {
  const head = JSON.stringify({ "@context": CONTEXT, type: "EPCISQueryDocument", schemaVersion: "2.0", creationDate: now.toISOString() }).slice(0, -1);
  return `${head},"epcisBody":{"queryResults":{"queryName":"SimpleEventQuery","resultsBody":{"eventList":[${events.map(({ json }) => json).join(",")}]}}}}`;
}

/** One event with what is doubtful about it. */
export function eventWithProblems(event: StoredEvent, said: { readonly hash: string; readonly problems: readonly unknown[] }): string {
  const ours = JSON.stringify({ "tallyhouse:hash": said.hash, "tallyhouse:problems": said.problems });
  return `${event.json.slice(0, -1)},${ours.slice(1)}`;
}

/** A capture job as the standard has it, with counts; `detailed` adds what became of each event, with pointers into the document. */
export function jobDocument(job: CaptureJob, detailed: boolean): Record<string, unknown> {
  const count = (outcome: string) => job.outcomes.filter((one) => one.outcome === outcome).length;
  const errors = job.outcomes.flatMap(({ index, problems }) =>
    problems.filter(({ severity }) => severity === "error").map(({ pointer, code, detail }) => ({ type: "epcisException:ValidationException", title: "The event was not taken in", status: 400, code, detail, pointer, index })),
  );
  return {
    captureID: job.id,
    createdAt: job.startedAt.toISOString(),
    finishedAt: job.finishedAt.toISOString(),
    running: false,
    success: job.success,
    captureErrorBehaviour: job.errorBehaviour,
    errors,
    "tallyhouse:counts": { accepted: count("accepted"), warning: count("warning"), duplicate: count("duplicate"), rejected: count("rejected") },
    ...(detailed ? { "tallyhouse:events": job.outcomes } : {}),
  };
}
