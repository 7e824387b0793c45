"use client";
import { Keyboard, LogOut, UserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button as AriaButton } from "react-aria-components/Button";
import { openKeysSheet } from "#components/keys/KeysSheet";
import { buttonClass } from "#components/ui/Button";
import { MenuButton, MenuItem, MenuLine } from "#components/ui/Menu";
import { useRouter } from "../../app/navigation.ts";
import type { Person } from "./Frame.tsx";

/** Who sits here, for which office, and the way out. */
export function PersonMenu({ person }: { readonly person: Person }) {
  const t = useTranslations("frame");
  const router = useRouter();
  const post = t(`role.${person.role}`) + (person.office === null ? "" : ` · ${person.office}`);
  return (
    <MenuButton
      label={t("person")}
      trigger={
        <AriaButton aria-label={`${person.name}, ${post}`} className={`${buttonClass("plain")} max-w-64 gap-2 px-1.5`}>
          <span aria-hidden className="flex size-6 shrink-0 items-center justify-center rounded-full bg-accent-soft text-xs font-semibold text-accent">
            {Array.from(person.name)[0]}
          </span>
          <span className="hidden min-w-0 flex-col items-start leading-4 lg:flex">
            <span className="max-w-40 truncate text-table text-ink">{person.name}</span>
            <span className="max-w-40 truncate text-2xs font-normal text-ink-faint">{post}</span>
          </span>
        </AriaButton>
      }
    >
      <MenuItem id="account" icon={<UserRound aria-hidden className="size-4" />} onAction={() => router.push("/account")} note={post}>
        {person.name}
      </MenuItem>
      <MenuItem id="keys" icon={<Keyboard aria-hidden className="size-4" />} keys="?" onAction={openKeysSheet}>
        {t("keys")}
      </MenuItem>
      <MenuLine />
      <MenuItem id="sign-out" icon={<LogOut aria-hidden className="size-4" />} onAction={() => router.push("/sign-out")}>
        {t("signOut")}
      </MenuItem>
    </MenuButton>
  );
}
