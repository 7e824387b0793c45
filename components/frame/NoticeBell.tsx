"use client";
import { Bell } from "lucide-react";
import { useTranslations } from "next-intl";
import { Link } from "../../app/navigation.ts";
import { useLive } from "./Live.tsx";

/** More unread notices than this are not counted out. */
const MOST_SHOWN = 99;

/** Leads to the own notices, and says how many are unread, as it happens. */
export function NoticeBell() {
  const t = useTranslations("frame.notices");
  const { unread } = useLive();
  return (
    <Link href="/notices" className="relative flex size-9 shrink-0 items-center justify-center rounded-md text-ink-soft hover:bg-hover hover:text-ink" title={t("title")}>
      <Bell aria-hidden className="size-4.5" />
      <span role="status" className="sr-only">{t("unread", { count: unread })}</span>
      {unread === 0 ? null : (
        <span aria-hidden className="absolute end-0.5 top-0.5 min-w-4 rounded-full bg-red px-1 text-center text-2xs leading-4 font-semibold text-raised tabular-nums">
          {unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread}
        </span>
      )}
    </Link>
  );
}
