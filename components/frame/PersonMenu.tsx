"use client";
import { Keyboard, LogOut, UserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button as AriaButton } from "react-aria-components/Button";
import { openKeysSheet } from "#components/keys/KeysSheet";
import { buttonClass } from "#components/ui/Button";
import { MenuButton, MenuItem, MenuLine } from "#components/ui/Menu";
import { useRouter } from "../../app/navigation.ts";
import type { Person, Post } from "./Frame.tsx";
import { useWritten } from "./use-written.ts";

/** Who sits here, for which office, and the way out. In a document drawn for all of a post the name is that of its style until the browser reads it. */
export function PersonMenu({ person }: { readonly person: Person | Post }) {
  const t = useTranslations("frame");
  const router = useRouter();
  const written = useWritten();
  const name = "name" in person ? person.name : (written?.name ?? "");
  const post = t(`role.${person.role}`) + (person.office === null ? "" : ` · ${person.office}`);
  return (
    <MenuButton
      label={t("person")}
      trigger={
        <AriaButton aria-label={name === "" ? post : `${name}, ${post}`} className={`${buttonClass("plain")} max-w-64 gap-2 px-1.5`}>
          <span aria-hidden className={`flex size-6 shrink-0 items-center justify-center rounded-full bg-accent-soft text-xs font-semibold text-accent ${name === "" ? "before:content-[var(--person-first,'')]" : ""}`}>
            {Array.from(name)[0]}
          </span>
          <span className="hidden min-w-0 flex-col items-start leading-4 lg:flex">
            <span className={`max-w-40 truncate text-table text-ink ${name === "" ? "before:content-[var(--person-name,'')]" : ""}`}>{name === "" ? "\u00a0" : name}</span>
            <span className="max-w-40 truncate text-2xs font-normal text-ink-faint">{post}</span>
          </span>
        </AriaButton>
      }
    >
      <MenuItem id="account" icon={<UserRound aria-hidden className="size-4" />} onAction={() => router.push("/account")} note={post}>
        {name}
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
