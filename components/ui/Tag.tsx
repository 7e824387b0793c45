import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

export const TONES = {
  red: "bg-red-soft text-red",
  yellow: "bg-yellow-soft text-yellow",
  blue: "bg-blue-soft text-blue",
  green: "bg-green-soft text-green",
  violet: "bg-violet-soft text-violet",
  neutral: "bg-neutral-soft text-neutral",
} as const;
export type Tone = keyof typeof TONES;

/** A word with a colour and a shape: never a colour alone. */
export function Tag({ tone, icon, children }: { readonly tone: Tone; readonly icon?: ReactNode; readonly children: ReactNode }) {
  return (
    <span className={`inline-flex h-5 max-w-full items-center gap-1 rounded-sm px-1.5 text-xs font-medium whitespace-nowrap ${TONES[tone]}`}>
      {icon}
      <span className="truncate">{children}</span>
    </span>
  );
}

/** How a value of a list is told: its colour and its shape; the word comes with it. */
export type Look = { readonly tone: Tone; readonly icon: LucideIcon };

/** The tag of a value by its look. */
export function LookTag({ look: { tone, icon: Icon }, children }: { readonly look: Look; readonly children: ReactNode }) {
  return (
    <Tag tone={tone} icon={<Icon aria-hidden className="size-3.5 shrink-0" />}>
      {children}
    </Tag>
  );
}
