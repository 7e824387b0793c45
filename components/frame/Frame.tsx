import { getTranslations } from "next-intl/server";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { KeysProvider } from "#components/keys/Keys";
import { KeysSheet } from "#components/keys/KeysSheet";
import { Palette } from "#components/palette/Palette";
import { Notices } from "#components/ui/Toast";
import type { Role } from "#lib/access/permission";
import { mayRole } from "#lib/access/permission";
import { Content } from "./Content.tsx";
import { FrameKeys } from "./FrameKeys.tsx";
import { LiveProvider } from "./Live.tsx";
import { RAIL_COOKIE, railIsPinned } from "./rail-cookie.ts";
import { Rail } from "./Rail.tsx";
import { TopBar } from "./TopBar.tsx";

/** What people who see the same screens have in common; a document that is drawn for all of them says no more. */
export type Post = { readonly role: Role; readonly office: string | null };
/** Who sits here, as the frame shows them. */
export type Person = Post & { readonly name: string; readonly login: string };

/** What surrounds every screen of a signed-in person: rail, top bar, palette, keys, notices. `fixed` makes the screen as high as the window, for those that scroll inside. */
export async function Frame({ person, children, fixed = false }: { readonly person: Person | Post; readonly children: ReactNode; readonly fixed?: boolean }) {
  const t = await getTranslations("frame");
  return (
    <KeysProvider>
      <LiveProvider on={mayRole(person.role, "desk.read") || mayRole(person.role, "source.read") || mayRole(person.role, "notice.read")}>
        <a href="#content" className="fixed start-2 top-2 z-[70] -translate-y-16 rounded-md bg-accent px-3 py-2 text-accent-ink focus:translate-y-0">
          {t("skip")}
        </a>
        <FrameKeys role={person.role} />
        <div className="flex min-h-dvh">
          <Rail role={person.role} pinned={railIsPinned((await cookies()).get(RAIL_COOKIE)?.value)} />
          <div className={`flex min-w-0 flex-1 flex-col ${fixed ? "h-dvh" : ""}`}>
            <TopBar person={person} />
            <Content login={"login" in person ? person.login : undefined} fixed={fixed}>
              {children}
            </Content>
          </div>
        </div>
        <Palette role={person.role} />
        <KeysSheet />
        <Notices />
      </LiveProvider>
    </KeysProvider>
  );
}
