"use client";
import { useTranslations } from "next-intl";
import type { Role } from "#lib/access/permission";
import { Link, usePathname } from "../../app/navigation.ts";
import { Mark } from "./Mark.tsx";
import { RoomIcon } from "./RoomIcon.tsx";
import { isIn, roomsOf } from "./rooms.ts";

/** The rooms of this role, at the left: icons from a tablet's width, with words from a desk's. */
export function Rail({ role }: { readonly role: Role }) {
  const t = useTranslations("frame");
  return (
    <nav aria-label={t("rooms")} className="sticky top-0 hidden h-dvh w-14 shrink-0 flex-col border-e border-line bg-raised sm:flex 2xl:w-44">
      <Link href="/" className="flex h-12 items-center gap-2.5 border-b border-line px-4 font-semibold 2xl:px-4" aria-label={t("home")}>
        <Mark />
        <span className="hidden 2xl:inline">{t("product")}</span>
      </Link>
      <RoomList role={role} narrow />
    </nav>
  );
}

/** The rooms as links, the one we are in marked. `narrow` hides the words where there is no width for them. */
export function RoomList({ role, narrow = false }: { readonly role: Role; readonly narrow?: boolean }) {
  const t = useTranslations("frame.room");
  const path = usePathname();
  const word = narrow ? "hidden 2xl:inline" : "";
  return (
    <ul className="flex flex-col gap-0.5 overflow-y-auto p-2">
      {roomsOf(role).map((room) => (
        <li key={room.id}>
          <Link
            href={room.href}
            title={t(room.id)}
            aria-label={t(room.id)}
            aria-current={isIn(room, path) ? "page" : undefined}
            className="flex h-9 items-center gap-2.5 rounded-md px-2.5 text-base text-ink-soft hover:bg-hover hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent"
          >
            <RoomIcon id={room.id} />
            <span className={word}>{t(room.id)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
