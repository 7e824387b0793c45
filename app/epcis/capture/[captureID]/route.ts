import { Refusal } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";
import { captureJob } from "#lib/feeds/queries/capture";
import { discovery, epcis, json } from "../../adapter.ts";
import { jobDocument } from "../job.ts";

/** One capture job, with what became of each event. */
export const GET = epcis("/epcis/capture/{captureID}", async (actor, request) => {
  const id = new URL(request.url).pathname.split("/").at(-1) ?? "";
  const job = await reading(actor, "event.capture", (tx) => captureJob(tx, id));
  if (job === undefined) throw new Refusal("not-found", "unknown-capture", { id: id.slice(0, 80) });
  return json(JSON.stringify(jobDocument(job, true)));
});

export const OPTIONS = discovery("OPTIONS, GET");
