"use client";
import { useTranslations } from "next-intl";
import { mayRole, type Permission, type Role } from "#lib/access/permission";
import { Link, usePathname } from "../../app/navigation.ts";

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
  return (
    <nav aria-label={t("label")} className="mb-4 flex gap-1 overflow-x-auto border-b border-line">
      {ROOMS.filter((room) => mayRole(role, room.opens)).map((room) => (
        <Link
          key={room.id}
          href={room.href}
          aria-current={room === at ? (path === room.href ? "page" : "true") : undefined}
          className="-mb-px flex h-9 items-center border-b-2 border-transparent px-3 whitespace-nowrap text-ink-soft hover:text-ink aria-[current]:border-accent aria-[current]:font-medium aria-[current]:text-ink"
        >
          {t(room.id)}
        </Link>
      ))}
    </nav>
  );
}
