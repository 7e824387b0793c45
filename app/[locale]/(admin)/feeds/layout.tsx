import type { ReactNode } from "react";
import { FeedRooms } from "#components/feeds/FeedRooms";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { openInQuarantine } from "#lib/feeds/queries/quarantine";

/** The rooms around the feeds above each of their screens. */
export default async function FeedsLayout({ children }: { readonly children: ReactNode }) {
  const actor = await actorOfPage();
  const open = may(actor, "quarantine.correct") ? await reading(actor, "quarantine.correct", (tx) => openInQuarantine(tx)) : 0;
  return (
    <>
      <FeedRooms role={actor.role} open={open} />
      {children}
    </>
  );
}
