import { deskPage, deskRows } from "#lib/triage/queries/desk";
import { viewOf } from "#lib/triage/view";
import { answered, within } from "../answer.ts";

const MOST_ROWS = 200;

/** Rows of the desk: a page of a view after a place, or those of `ids` that match it. */
export function GET(request: Request): Promise<Response> {
  return answered(request, "desk.read", async (tx, { actor, params, locale, now }) => {
    const view = viewOf(params);
    const ids = params.get("ids");
    if (ids !== null) return { rows: await deskRows(tx, ids.split(",").slice(0, MOST_ROWS).map(Number).filter(Number.isSafeInteger), view.filter, actor, { locale, now }) };
    return deskPage(tx, view, actor, { limit: within(params.get("limit"), 1, MOST_ROWS, 100), after: params.get("after") ?? undefined, locale, now });
  });
}
