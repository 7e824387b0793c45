import type { ReactNode } from "react";
import { Words } from "#components/frame/Words";

/** Screens that fill a wall: nothing around them. */
export default function WallLayout({ children }: { readonly children: ReactNode }) {
  return <Words of={["dashboards"]}>{children}</Words>;
}
