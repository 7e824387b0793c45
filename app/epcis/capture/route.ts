import { Refusal } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";
import { CAPTURE_BYTES } from "#lib/feeds/captureLimit";
import { sendDocument } from "#lib/feeds/commands/capture";
import { pageSize } from "#lib/feeds/filter";
import { readToken, tokenOf } from "#lib/feeds/pageToken";
import { listCaptures } from "#lib/feeds/queries/capture";
import { readUnpacked } from "../../api/kernel/body.ts";
import { discovery, epcis, json, nextPage } from "../adapter.ts";
import { jobDocument } from "./job.ts";

/** Makes a document of events durable and takes it in, at once or in its turn; the job tells what became of each event. */
export const POST = epcis("/epcis/capture", async (actor, request) => {
  const contentType = request.headers.get("content-type") ?? "";
  const errorBehaviour = errorBehaviourOf(request.headers);
  const sent = await sendDocument(actor, { body: await readUnpacked(request, CAPTURE_BYTES), contentType, errorBehaviour });
  return json("", 202, { location: `/epcis/capture/${sent.captureId}` });
});

/** The capture jobs within the caller's scope, the newest first. */
export const GET = epcis("/epcis/capture", async (actor, request) => {
  const { searchParams } = new URL(request.url);
  const token = searchParams.get("nextPageToken");
  const after = token === null ? undefined : readToken(token);
  if (token !== null && after === undefined) throw new Refusal("bad-input", "bad-page-token");
  const { rows, next } = await reading(actor, "event.capture", (tx) => listCaptures(tx, { limit: pageSize(searchParams), after }));
  return json(JSON.stringify(rows.map((job) => jobDocument(job, false))), 200, nextPage(request, next === null ? null : tokenOf(next)));
});

export const OPTIONS = discovery("OPTIONS, POST, GET", { capture: true });

function errorBehaviourOf(headers: Headers): string | undefined {
  const wanted = headers.get("GS1-Capture-Error-Behaviour") ?? headers.get("GS1-EPCIS-Capture-Error-Behaviour");
  if (wanted === null) return undefined;
  const behaviour = wanted.trim().toLowerCase();
  if (behaviour !== "rollback" && behaviour !== "proceed") throw new Refusal("bad-input", "bad-error-behaviour", { behaviour: wanted.slice(0, 40) });
  return behaviour;
}
