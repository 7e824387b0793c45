import { deskPage, deskRows } from "#lib/triage/queries/desk";
import { viewOf } from "#lib/triage/view";
import { answered, within } from "../answer.ts";

const MOST_ROWS = 200;

/** Rows of the desk: a page of a view after a place, or those of `ids` that match it, which are asked for after a change and always read anew. */
export function GET(request: Request): Promise<Response> {
  return answered(request, "desk.read", ({ actor, params, locale, now, anew, alike }) => {
    const ids = params.get("ids");
    if (ids === null) return alike((tx) => deskPage(tx, viewOf(params), actor, { limit: within(params.get("limit"), 1, MOST_ROWS, 100), after: params.get("after") ?? undefined, locale, now }));
    const wanted = ids.split(",").slice(0, MOST_ROWS).map(Number).filter(Number.isSafeInteger);
    return anew(async (tx) => ({ rows: await deskRows(tx, wanted, viewOf(params).filter, actor, { locale, now }) }));
  });
}
