import type { ReactNode } from "react";
import { AnalysisRooms } from "#components/analysis/AnalysisRooms";
import { Words } from "#components/frame/Words";

/** The analyses above each of their screens. */
export default function AnalysisLayout({ children }: { readonly children: ReactNode }) {
  return (
    <Words of={["analysis"]}>
      <AnalysisRooms />
      {children}
    </Words>
  );
}
