"use client";
import { useTranslations } from "next-intl";
import { mayRole, type Permission, type Role } from "#lib/access/permission";
import { Link, usePathname } from "../../app/navigation.ts";

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
  return (
    <nav aria-label={t("label")} className="mb-4 flex gap-1 overflow-x-auto border-b border-line">
      {ROOMS.filter((room) => mayRole(role, room.opens)).map((room) => (
        <Link
          key={room.id}
          href={room.href}
          aria-current={here === room.href ? "page" : undefined}
          className="-mb-px flex h-9 items-center gap-1.5 border-b-2 border-transparent px-3 whitespace-nowrap text-ink-soft hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink"
        >
          {t(room.id)}
          {room.id === "quarantine" && open > 0 ? <span className="rounded-sm bg-yellow-soft px-1.5 text-xs font-medium text-yellow">{t("open", { open: open > 999 ? "999+" : String(open) })}</span> : null}
        </Link>
      ))}
    </nav>
  );
}
