import type { ReactNode } from "react";
import { DashboardRooms } from "#components/dashboards/DashboardRooms";
import { Words } from "#components/frame/Words";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";

/** The parts of the dashboards above each of their screens. */
export default async function DashboardsLayout({ children }: { readonly children: ReactNode }) {
  const reads = may(await actorOfPage(), "figure.read");
  return (
    <Words of={["dashboards"]}>
      {reads ? <DashboardRooms /> : null}
      {children}
    </Words>
  );
}
