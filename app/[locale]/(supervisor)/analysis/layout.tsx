import type { ReactNode } from "react";
import { NotPermitted } from "#components/access/NotPermitted";
import { AnalysisRooms } from "#components/analysis/AnalysisRooms";
import { Words } from "#components/frame/Words";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";

/** The analyses above each of their screens; whoever may not read them is told so before anything is reckoned. */
export default async function AnalysisLayout({ children }: { readonly children: ReactNode }) {
  if (!may(await actorOfPage(), "analysis.read")) return <NotPermitted />;
  return (
    <Words of={["analysis"]}>
      <AnalysisRooms />
      {children}
    </Words>
  );
}
