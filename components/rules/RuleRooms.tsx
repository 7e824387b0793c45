"use client";
import { useTranslations } from "next-intl";
import { mayRole, type Permission, type Role } from "#lib/access/permission";
import { usePathname } from "../../app/navigation.ts";
import { RoomLinks } from "../ui/RoomLinks.tsx";

const ROOMS = [
  { id: "list", href: "/rules", opens: "rule.read" },
  { id: "profiles", href: "/rules/profiles", opens: "rule.read" },
  { id: "model", href: "/rules/model", opens: "rule.read" },
  { id: "selection", href: "/rules/selection", opens: "selection.read" },
  { id: "references", href: "/rules/references", opens: "rule.read" },
  { id: "backtests", href: "/rules/backtests", opens: "backtest.run" },
  { id: "feedback", href: "/rules/feedback", opens: "outcome.read" },
] as const satisfies readonly { readonly id: string; readonly href: string; readonly opens: Permission }[];

/** The rooms around the rules that a role may enter, above every screen of /rules. */
export function RuleRooms({ role }: { readonly role: Role }) {
  const t = useTranslations("rules.rooms");
  const path = usePathname();
  const here = ROOMS.findLast(({ href }) => path === href || (href !== "/rules" && path.startsWith(`${href}/`)))?.href ?? "/rules";
  const rooms = ROOMS.filter((room) => mayRole(role, room.opens));
  return <RoomLinks label={t("label")} rooms={rooms.map((room) => ({ href: room.href, name: t(room.id), here: here === room.href ? "page" : undefined }))} />;
}
