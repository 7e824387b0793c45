"use client";
import { useTranslations } from "next-intl";
import { usePathname } from "../../app/navigation.ts";
import { RoomLinks } from "../ui/RoomLinks.tsx";

const ROOMS = [{ id: "digits", href: "/analysis/digits" }, { id: "capacity", href: "/analysis/capacity" }, { id: "mirror", href: "/analysis/mirror" }] as const;

/** The analyses, above each of their screens. */
export function AnalysisRooms() {
  const t = useTranslations("analysis.rooms");
  const path = usePathname();
  return <RoomLinks label={t("label")} rooms={ROOMS.map((room) => ({ href: room.href, name: t(room.id), here: path.startsWith(room.href) ? "page" : undefined }))} />;
}
