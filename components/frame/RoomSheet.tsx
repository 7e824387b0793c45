"use client";
import { Menu as MenuIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { buttonClass } from "#components/ui/Button";
import { Dialog } from "#components/ui/Dialog";
import type { Role } from "#lib/access/permission";
import { usePathname } from "../../app/navigation.ts";
import { LanguageSwitch } from "./LanguageSwitch.tsx";
import { RoomList } from "./Rail.tsx";
import { ThemeMenu } from "./ThemeMenu.tsx";

/** The rail of a phone: rooms, language and theme in a sheet at the bottom of the screen. */
export function RoomSheet({ role }: { readonly role: Role }) {
  const t = useTranslations("frame");
  const path = usePathname();
  const [openedOn, setOpenedOn] = useState<string>();
  const open = openedOn === path;
  const setOpen = (on: boolean) => setOpenedOn(on ? path : undefined);
  return (
    <span className="sm:hidden">
      <AriaButton aria-label={t("menu")} onPress={() => setOpen(true)} className={buttonClass("plain", "icon")}>
        <MenuIcon aria-hidden className="size-5" />
      </AriaButton>
      <Dialog title={t("rooms")} isOpen={open} onOpenChange={setOpen}>
        <RoomList role={role} />
        <div className="flex justify-between border-t border-line pt-2">
          <LanguageSwitch />
          <ThemeMenu />
        </div>
      </Dialog>
    </span>
  );
}
