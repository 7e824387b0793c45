import { deskCounts } from "#lib/triage/queries/desk";
import { viewOf } from "#lib/triage/view";
import { answered } from "../answer.ts";

/** The figures above the table of a view. */
export function GET(request: Request): Promise<Response> {
  return answered(request, "desk.read", ({ actor, params, now, alike }) => alike((tx) => deskCounts(tx, viewOf(params).filter, actor, now)));
}
