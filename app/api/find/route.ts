import { findAnything } from "#lib/dashboards/queries/found";
import { answered } from "../desk/answer.ts";

/** What the palette finds for a text. */
export function GET(request: Request): Promise<Response> {
  return answered(request, "own.sign-in", ({ actor, params, locale, anew }) => anew(async (tx) => ({ found: await findAnything(tx, params.get("q") ?? "", actor, locale) })));
}
