import type { Actor } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";
import { certificateView } from "#lib/certificates/queries";
import { certificateShown } from "../operations/certificates.ts";

/** A certificate as it now stands, for whoever may see it; refuses `not-found`. */
export async function shownCertificate(actor: Actor, number: string): Promise<ReturnType<typeof certificateShown>> {
  const view = await reading(actor, "certificate.read", (tx) => certificateView(tx, number));
  if (view === undefined) throw new Refusal("not-found", "not-found", { kind: "certificate", id: number });
  return certificateShown(view);
}
