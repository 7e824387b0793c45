import { getLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { Frame } from "#components/frame/Frame";
import { Words } from "#components/frame/Words";
import { signedInOfPage, actorOfPage } from "#lib/access/session";

/** The triage desk fills the window and scrolls inside. */
export default async function DeskLayout({ children }: { readonly children: ReactNode }) {
  const actor = await actorOfPage();
  const name = (await getLocale()) === "zh-CN" ? ((await signedInOfPage())?.nameZh ?? actor.name) : actor.name;
  return (
    <Words of={["desk"]}>
      <Frame fixed person={{ name, login: actor.login, role: actor.role, office: actor.office }}>
        {children}
      </Frame>
    </Words>
  );
}
