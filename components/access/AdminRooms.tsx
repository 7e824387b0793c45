"use client";
import { useTranslations } from "next-intl";
import { mayRole, type Permission, type Role } from "#lib/access/permission";
import { Link, usePathname } from "../../app/navigation.ts";

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
  return (
    <nav aria-label={t("label")} className="mb-5 flex gap-1 overflow-x-auto border-b border-line">
      {rooms.map((room) => {
        const here = path.startsWith(`/admin/${room.id}`);
        return (
          <Link
            key={room.id}
            href={`/admin/${room.id}`}
            aria-current={here ? "page" : undefined}
            className="-mb-px flex h-9 items-center border-b-2 border-transparent px-3 whitespace-nowrap text-ink-soft hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink"
          >
            {t(room.id)}
          </Link>
        );
      })}
    </nav>
  );
}
