"use client";
import { useTranslations } from "next-intl";
import { Link, usePathname } from "../../app/navigation.ts";

const TABS = [{ id: "populations", href: "/rules/references" }, { id: "limits", href: "/rules/references/limits" }] as const;

/** What rules hold measurements against: populations of markers, and limits on the way. */
export function ReferenceTabs() {
  const [t, path] = [useTranslations("references.tabs"), usePathname()];
  const here = path.startsWith("/rules/references/limits") ? "limits" : "populations";
  return (
    <nav aria-label={t("label")} className="flex gap-1">
      {TABS.map(({ id, href }) => (
        <Link
          key={id}
          href={href}
          aria-current={here === id ? "page" : undefined}
          className="flex h-8 items-center rounded-md px-3 text-ink-soft hover:bg-hover aria-[current=page]:bg-selected aria-[current=page]:font-medium aria-[current=page]:text-ink"
        >
          {t(id)}
        </Link>
      ))}
    </nav>
  );
}
