"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { openKeysSheet } from "#components/keys/KeysSheet";
import { useKeys, type KeyAct } from "#components/keys/Keys";
import { openPalette } from "#components/palette/Palette";
import type { Role } from "#lib/access/permission";
import { useRouter } from "../../app/navigation.ts";
import { roomsOf } from "./rooms.ts";

const GO = ["1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;

/** The keys that work on every screen: the palette, this list, and the rooms by number. */
export function FrameKeys({ role }: { readonly role: Role }) {
  const t = useTranslations("frame");
  const router = useRouter();
  const acts = useMemo<KeyAct[]>(
    () => [
      { id: "palette", keys: "mod+k", label: t("search"), run: openPalette },
      { id: "keys", keys: "?", label: t("keys"), run: openKeysSheet },
      ...roomsOf(role).flatMap((room, index) => {
        const digit = GO[index];
        return digit === undefined ? [] : [{ id: `go-${room.id}`, keys: `alt+${digit}`, label: t("goTo", { room: t(`room.${room.id}`) }), run: () => router.push(room.href) }];
      }),
    ],
    [t, router, role],
  );
  useKeys(t("everywhere"), acts);
  return null;
}
