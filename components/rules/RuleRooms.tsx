"use client";
import { useTranslations } from "next-intl";
import { mayRole, type Permission, type Role } from "#lib/access/permission";
import { Link, usePathname } from "../../app/navigation.ts";

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
  return (
    <nav aria-label={t("label")} className="mb-4 flex gap-1 overflow-x-auto border-b border-line">
      {ROOMS.filter((room) => mayRole(role, room.opens)).map((room) => (
        <Link
          key={room.id}
          href={room.href}
          aria-current={here === room.href ? "page" : undefined}
          className="-mb-px flex h-9 items-center border-b-2 border-transparent px-3 whitespace-nowrap text-ink-soft hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink"
        >
          {t(room.id)}
        </Link>
      ))}
    </nav>
  );
}
