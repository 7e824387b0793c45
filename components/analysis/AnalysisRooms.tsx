"use client";
import { useTranslations } from "next-intl";
import { Link, usePathname } from "../../app/navigation.ts";

const ROOMS = [{ id: "digits", href: "/analysis/digits" }, { id: "capacity", href: "/analysis/capacity" }, { id: "mirror", href: "/analysis/mirror" }] as const;

/** The analyses, above each of their screens. */
export function AnalysisRooms() {
  const t = useTranslations("analysis.rooms");
  const path = usePathname();
  return (
    <nav aria-label={t("label")} className="mb-4 flex gap-1 overflow-x-auto border-b border-line">
      {ROOMS.map((room) => (
        <Link
          key={room.id}
          href={room.href}
          aria-current={path.startsWith(room.href) ? "page" : undefined}
          className="-mb-px flex h-9 items-center border-b-2 border-transparent px-3 whitespace-nowrap text-ink-soft hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink"
        >
          {t(room.id)}
        </Link>
      ))}
    </nav>
  );
}
