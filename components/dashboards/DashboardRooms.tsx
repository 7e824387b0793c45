"use client";
import { useTranslations } from "next-intl";
import { useSearchParams } from "next/navigation";
import { SECTIONS } from "#lib/dashboards/section";
import { Link, usePathname } from "../../app/navigation.ts";

/** The parts of the dashboards; days, office and comparison go with whoever changes from one to another. */
export function DashboardRooms() {
  const t = useTranslations("dashboards.rooms");
  const path = usePathname();
  const params = useSearchParams();
  const kept = new URLSearchParams([...params].filter(([name]) => ["days", "from", "to", "office", "with"].includes(name)));
  const query = path === "/dashboards/list" || kept.size === 0 ? "" : `?${kept.toString()}`;
  const rooms = [{ id: "overview", href: "/dashboards" }, ...SECTIONS.map((id) => ({ id, href: `/dashboards/${id}` }))];
  return (
    <nav aria-label={t("label")} className="mb-4 flex gap-1 overflow-x-auto border-b border-line">
      {rooms.map(({ id, href }) => (
        <Link
          key={id}
          href={`${href}${query}`}
          aria-current={path === href ? "page" : undefined}
          className="-mb-px flex h-9 items-center border-b-2 border-transparent px-3 whitespace-nowrap text-ink-soft hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink"
        >
          {t(id as "overview")}
        </Link>
      ))}
    </nav>
  );
}
