import { Refusal } from "#lib/access/refusal";
import { problemResponse } from "../kernel/problem.ts";

/** Every address under /api that is no route, by any method. */
async function refuse(request: Request): Promise<Response> {
  return problemResponse(new Refusal("not-found", "no-such-route"), request);
}

export { refuse as GET, refuse as POST, refuse as PUT, refuse as PATCH, refuse as DELETE };
