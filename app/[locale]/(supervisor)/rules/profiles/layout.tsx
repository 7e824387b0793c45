import type { ReactNode } from "react";
import { Words } from "#components/frame/Words";

/** The words of the profiles' screens. */
export default function ProfilesLayout({ children }: { readonly children: ReactNode }) {
  return <Words of={["rules", "profiles", "access"]}>{children}</Words>;
}
