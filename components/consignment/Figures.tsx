import type { ReactNode } from "react";

export type Figure = { readonly label: string; readonly value: ReactNode; readonly tone?: "wrong" | "soft" };

/** The few numbers a verdict rests on, large enough to be read across a desk. */
export function Figures({ figures }: { readonly figures: readonly Figure[] }) {
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:flex sm:flex-wrap sm:gap-x-10">
      {figures.map((figure) => (
        <div key={figure.label} className="flex flex-col">
          <dt className="text-xs text-ink-faint">{figure.label}</dt>
          <dd className={`text-lg font-semibold ${figure.tone === "wrong" ? "text-red" : figure.tone === "soft" ? "text-ink-soft" : ""}`}>{figure.value}</dd>
        </div>
      ))}
    </dl>
  );
}
