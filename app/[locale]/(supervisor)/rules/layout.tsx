import type { ReactNode } from "react";
import { RuleRooms } from "#components/rules/RuleRooms";
import { actorOfPage } from "#lib/access/session";

/** The rooms around the rules above each of their screens. */
export default async function RulesLayout({ children }: { readonly children: ReactNode }) {
  const { role } = await actorOfPage();
  return (
    <>
      <RuleRooms role={role} />
      {children}
    </>
  );
}
