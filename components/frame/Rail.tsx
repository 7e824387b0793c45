"use client";
import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { Focusable } from "react-aria-components/Focusable";
import { Tooltip } from "#components/ui/Tooltip";
import type { Role } from "#lib/access/permission";
import { Link, usePathname } from "../../app/navigation.ts";
import { Mark } from "./Mark.tsx";
import { keepRail } from "./rail-cookie.ts";
import { RoomIcon } from "./RoomIcon.tsx";
import { isIn, roomsOf } from "./rooms.ts";

/** The rooms of this role, at the left: icons from a tablet's width, with words from a desk's, or where the person pinned them open (`pinned`). */
export function Rail({ role, pinned }: { readonly role: Role; readonly pinned: boolean }) {
  const t = useTranslations("frame");
  const [open, setOpen] = useState(pinned);
  const Icon = open ? PanelLeftClose : PanelLeftOpen;
  const word = open ? "" : "hidden 2xl:inline";
  const act = t(open ? "unpinRooms" : "pinRooms");

  function pin(): void {
    keepRail(!open);
    setOpen(!open);
  }

  return (
    <nav aria-label={t("rooms")} className={`sticky top-0 hidden h-dvh shrink-0 flex-col border-e border-line bg-raised sm:flex ${open ? "w-44" : "w-14 2xl:w-44"}`}>
      <Link href="/" className="flex h-12 items-center gap-2.5 border-b border-line px-4 font-semibold" aria-label={t("home")}>
        <Mark />
        <span className={word}>{t("product")}</span>
      </Link>
      <RoomList role={role} words={word} />
      <div className="mt-auto p-2 2xl:hidden">
        <Tooltip text={act} placement="end">
          <AriaButton aria-label={act} onPress={pin} className="flex h-9 w-full cursor-pointer items-center gap-2.5 rounded-md px-2.5 text-ink-soft hover:bg-hover hover:text-ink">
            <Icon aria-hidden className="size-4.5 shrink-0" />
            <span className={`${word} truncate`}>{act}</span>
          </AriaButton>
        </Tooltip>
      </div>
    </nav>
  );
}

/** The rooms as links, the one we are in marked. `words` is the class of their words, which hides them where there is no width for them; each has its name as a tooltip then. A room is fetched ahead when somebody reaches for it, not with every screen. */
export function RoomList({ role, words = "" }: { readonly role: Role; readonly words?: string }) {
  const t = useTranslations("frame.room");
  const path = usePathname();
  const [sought, setSought] = useState<string>();
  return (
    <ul className="flex flex-col gap-0.5 overflow-y-auto p-2">
      {roomsOf(role).map((room) => {
        const link = (
          <Link
            href={room.href}
            prefetch={sought === room.id ? null : false}
            onPointerEnter={() => setSought(room.id)}
            onFocus={() => setSought(room.id)}
            aria-label={t(room.id)}
            aria-current={isIn(room, path) ? "page" : undefined}
            className="flex h-9 items-center gap-2.5 rounded-md px-2.5 text-base text-ink-soft hover:bg-hover hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent"
          >
            <RoomIcon id={room.id} />
            <span className={words}>{t(room.id)}</span>
          </Link>
        );
        return (
          <li key={room.id}>
            {words === "" ? link : (
              <Tooltip text={t(room.id)} placement="end">
                <Focusable>{link}</Focusable>
              </Tooltip>
            )}
          </li>
        );
      })}
    </ul>
  );
}
