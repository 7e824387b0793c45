import type { ReactNode } from "react";
import { Words } from "#components/frame/Words";

/** The words of the alerts' screens. */
export default function AlertsLayout({ children }: { readonly children: ReactNode }) {
  return <Words of={["notices", "access"]}>{children}</Words>;
}
