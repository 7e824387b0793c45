import { Refusal } from "#lib/access/refusal";
import { epcis } from "../adapter.ts";

/** Every address under /epcis that is no resource, by any method. */
const refuse = epcis("/epcis/{rest}", async () => {
  throw new Refusal("not-found", "no-such-route");
});

export { refuse as GET, refuse as POST, refuse as PUT, refuse as PATCH, refuse as DELETE };
