"use client";
import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button as AriaButton } from "react-aria-components/Button";
import { openPalette } from "#components/palette/Palette";
import { mayRole } from "#lib/access/permission";
import { Link } from "../../app/navigation.ts";
import type { Person, Post } from "./Frame.tsx";
import { LanguageSwitch } from "./LanguageSwitch.tsx";
import { LivePill } from "./LivePill.tsx";
import { NoticeBell } from "./NoticeBell.tsx";
import { Mark } from "./Mark.tsx";
import { PersonMenu } from "./PersonMenu.tsx";
import { RoomSheet } from "./RoomSheet.tsx";
import { SilentPill } from "./SilentPill.tsx";
import { ThemeMenu } from "./ThemeMenu.tsx";

/** Search, what changed, language, theme, and who sits here. */
export function TopBar({ person }: { readonly person: Person | Post }) {
  const t = useTranslations("frame");
  return (
    <header className="sticky top-0 z-30 flex h-12 shrink-0 items-center gap-1 border-b border-line bg-raised px-2 sm:px-4">
      <Link href="/" aria-label={t("home")} className="flex size-9 shrink-0 items-center justify-center sm:hidden">
        <Mark />
      </Link>
      <AriaButton
        onPress={openPalette}
        className="me-auto flex h-8 w-full max-w-md min-w-0 cursor-pointer items-center gap-2 rounded-md border border-line-strong bg-surface px-2.5 text-ink-faint hover:border-ink-faint hover:bg-hover"
      >
        <Search aria-hidden className="size-4 shrink-0" />
        <span className="truncate">{t("search")}</span>
        <kbd className="ms-auto hidden font-sans text-2xs sm:inline">⌘K</kbd>
      </AriaButton>
      <SilentPill />
      {mayRole(person.role, "desk.read") ? <LivePill /> : null}
      {mayRole(person.role, "notice.read") ? <NoticeBell /> : null}
      <span className="hidden items-center sm:flex">
        <LanguageSwitch />
        <ThemeMenu />
      </span>
      <PersonMenu person={person} />
      <RoomSheet role={person.role} />
    </header>
  );
}
