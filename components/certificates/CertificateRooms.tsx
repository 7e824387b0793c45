"use client";
import { useTranslations } from "next-intl";
import { mayRole, type Permission, type Role } from "#lib/access/permission";
import { usePathname } from "../../app/navigation.ts";
import { RoomLinks } from "../ui/RoomLinks.tsx";

const ROOMS = [
  { id: "list", href: "/certificates", opens: "certificate.read" },
  { id: "new", href: "/certificates/new", opens: "certificate.submit" },
  { id: "carryOvers", href: "/certificates/carry-overs", opens: "certificate.read" },
  { id: "policies", href: "/certificates/policies", opens: "certificate.read" },
  { id: "yields", href: "/certificates/yields", opens: "certificate.read" },
] as const satisfies readonly { readonly id: string; readonly href: string; readonly opens: Permission }[];

/** The rooms around certificates that a role may enter. */
export function CertificateRooms({ role }: { readonly role: Role }) {
  const t = useTranslations("certificates.room");
  const path = usePathname();
  const at = ROOMS.find((room) => room.href === path) ?? ROOMS[0];
  const rooms = ROOMS.filter((room) => mayRole(role, room.opens));
  return <RoomLinks label={t("label")} rooms={rooms.map((room) => ({ href: room.href, name: t(room.id), here: room !== at ? undefined : path === room.href ? "page" : "true" }))} />;
}
