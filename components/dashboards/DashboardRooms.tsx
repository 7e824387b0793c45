"use client";
import { useTranslations } from "next-intl";
import { useSearchParams } from "next/navigation";
import { SECTIONS } from "#lib/dashboards/section";
import { usePathname } from "../../app/navigation.ts";
import { RoomLinks } from "../ui/RoomLinks.tsx";

/** The parts of the dashboards; days, office and comparison go with whoever changes from one to another. */
export function DashboardRooms() {
  const t = useTranslations("dashboards.rooms");
  const path = usePathname();
  const params = useSearchParams();
  const kept = new URLSearchParams([...params].filter(([name]) => ["days", "from", "to", "office", "with"].includes(name)));
  const query = path === "/dashboards/list" || kept.size === 0 ? "" : `?${kept.toString()}`;
  const rooms = [{ id: "overview" as const, href: "/dashboards" }, ...SECTIONS.map((id) => ({ id, href: `/dashboards/${id}` }))];
  return <RoomLinks label={t("label")} rooms={rooms.map(({ id, href }) => ({ href: `${href}${query}`, name: t(id), here: path === href ? "page" : undefined }))} />;
}
