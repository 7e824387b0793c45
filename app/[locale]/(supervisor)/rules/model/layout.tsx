import type { ReactNode } from "react";
import { Words } from "#components/frame/Words";

/** The models' screens hand the words of models to what runs in the browser. */
export default function ModelLayout({ children }: { readonly children: ReactNode }) {
  return <Words of={["model"]}>{children}</Words>;
}
