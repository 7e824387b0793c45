"use client";
import { useTranslations } from "next-intl";
import { mayRole, type Permission, type Role } from "#lib/access/permission";
import { usePathname } from "../../app/navigation.ts";
import { RoomLinks } from "../ui/RoomLinks.tsx";

const ROOMS = [
  { id: "sources", href: "/feeds", opens: "source.read" },
  { id: "documents", href: "/feeds/documents", opens: "event.read" },
  { id: "events", href: "/feeds/events", opens: "event.read" },
  { id: "queries", href: "/feeds/queries", opens: "event.read" },
  { id: "quarantine", href: "/feeds/quarantine", opens: "quarantine.correct" },
  { id: "checks", href: "/feeds/checks", opens: "truth.read" },
] as const satisfies readonly { readonly id: string; readonly href: string; readonly opens: Permission }[];

/** The rooms around the feeds that a role may enter, above every screen of /feeds (its layout shows them). `open` is how many wait in quarantine; 1,000 stands for more. */
export function FeedRooms({ role, open }: { readonly role: Role; readonly open: number }) {
  const t = useTranslations("quarantine.room");
  const path = usePathname();
  const own = path.startsWith("/feeds/sources/") ? "/feeds" : path.startsWith("/feeds/subscriptions/") ? "/feeds/queries" : /^\/feeds\/[0-9a-f-]{36}$/.test(path) ? "/feeds/documents" : path;
  const here = ROOMS.findLast(({ href }) => own === href || (href !== "/feeds" && own.startsWith(`${href}/`)))?.href;
  const waiting = open > 0 ? <span className="rounded-sm bg-yellow-soft px-1.5 text-xs font-medium text-yellow">{t("open", { open: open > 999 ? "999+" : String(open) })}</span> : null;
  const links = ROOMS.filter((room) => mayRole(role, room.opens)).map(({ id, href }) => ({
    href,
    name: id === "quarantine" ? <>{t(id)} {waiting}</> : t(id),
    here: here === href ? ("page" as const) : undefined,
  }));
  return <RoomLinks label={t("label")} rooms={links} />;
}
