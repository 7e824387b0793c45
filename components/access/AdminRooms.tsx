"use client";
import { useTranslations } from "next-intl";
import { mayRole, type Permission, type Role } from "#lib/access/permission";
import { usePathname } from "../../app/navigation.ts";
import { RoomLinks } from "../ui/RoomLinks.tsx";

const ROOMS = [
  { id: "people", opens: "people.manage" },
  { id: "organisations", opens: "people.manage" },
  { id: "offices", opens: "people.manage" },
  { id: "keys", opens: "key.manage" },
  { id: "roles", opens: "audit.read" },
  { id: "ledger", opens: "ledger.check" },
  { id: "audit", opens: "audit.read" },
] as const satisfies readonly { id: string; opens: Permission }[];

/** The rooms of the administration that a role may enter; not shown on the own account. */
export function AdminRooms({ role }: { readonly role: Role }) {
  const t = useTranslations("admin.room");
  const path = usePathname();
  const rooms = ROOMS.filter((room) => mayRole(role, room.opens));
  if (!path.startsWith("/admin") || rooms.length === 0) return null;
  const links = rooms.map(({ id }) => ({ href: `/admin/${id}`, name: t(id), here: path.startsWith(`/admin/${id}`) ? ("page" as const) : undefined }));
  return <RoomLinks label={t("label")} rooms={links} />;
}
