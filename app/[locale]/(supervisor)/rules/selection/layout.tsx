import type { ReactNode } from "react";
import { Words } from "#components/frame/Words";

/** The words of the selection's screens for what moves in them. */
export default function SelectionLayout({ children }: { readonly children: ReactNode }) {
  return <Words of={["rules", "selection"]}>{children}</Words>;
}
