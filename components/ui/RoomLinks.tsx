import type { ReactNode } from "react";
import { Link } from "../../app/navigation.ts";

/** A room beside others: its address without the language, its name, and whether the reader stands in it (`page`) or on a page below it (`true`). */
export type RoomLink = { readonly href: string; readonly name: ReactNode; readonly here: "page" | "true" | undefined };

/** The rooms beside the one the reader is in, above each of their screens. */
export function RoomLinks({ label, rooms }: { readonly label: string; readonly rooms: readonly RoomLink[] }) {
  return (
    <nav aria-label={label} className="mb-4 flex gap-1 overflow-x-auto border-b border-line">
      {rooms.map(({ href, name, here }) => (
        <Link
          key={href}
          href={href}
          aria-current={here}
          className="-mb-px flex h-9 items-center gap-1.5 border-b-2 border-transparent px-3 whitespace-nowrap text-ink-soft hover:text-ink aria-[current]:border-accent aria-[current]:font-medium aria-[current]:text-ink"
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
