import { getLocale } from "next-intl/server";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { Frame } from "#components/frame/Frame";
import { Words } from "#components/frame/Words";
import { signedInOfPage, actorOfPage } from "#lib/access/session";
import { isDrawing } from "../../document/drawing.ts";

/** The triage desk fills the window and scrolls inside. A drawing for all of a post names nobody. */
export default async function DeskLayout({ children }: { readonly children: ReactNode }) {
  const actor = await actorOfPage();
  const name = (await getLocale()) === "zh-CN" ? ((await signedInOfPage())?.nameZh ?? actor.name) : actor.name;
  const post = { role: actor.role, office: actor.office };
  return (
    <Words of={["desk"]}>
      <Frame fixed person={isDrawing(await headers()) ? post : { ...post, name, login: actor.login }}>
        {children}
      </Frame>
    </Words>
  );
}
