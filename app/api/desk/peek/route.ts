import { peekAt } from "#lib/triage/queries/peek";
import { answered } from "../answer.ts";

/** One consignment as it is shown beside the table. */
export function GET(request: Request): Promise<Response> {
  return answered(request, "desk.read", ({ actor, params, locale, anew }) => anew((tx) => peekAt(tx, params.get("number") ?? "", actor, locale)));
}
