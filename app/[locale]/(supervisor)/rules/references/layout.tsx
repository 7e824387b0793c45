import type { ReactNode } from "react";
import { Words } from "#components/frame/Words";
import { ReferenceTabs } from "#components/references/ReferenceTabs";

export default function ReferencesLayout({ children }: { readonly children: ReactNode }) {
  return (
    <Words of={["references"]}>
      <div className="flex flex-col gap-4">
        <ReferenceTabs />
        {children}
      </div>
    </Words>
  );
}
