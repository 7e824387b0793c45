import { getLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { CertificateRooms } from "#components/certificates/CertificateRooms";
import { Frame } from "#components/frame/Frame";
import { Words } from "#components/frame/Words";
import { actorOfPage, signedInOfPage } from "#lib/access/session";

/** Capacity certificates, carried-over stock and the policies of their limits. */
export default async function CertificatesLayout({ children }: { readonly children: ReactNode }) {
  const actor = await actorOfPage();
  const name = (await getLocale()) === "zh-CN" ? ((await signedInOfPage())?.nameZh ?? actor.name) : actor.name;
  return (
    <Words of={["certificates", "access"]}>
      <Frame person={{ name, login: actor.login, role: actor.role, office: actor.office }}>
        <CertificateRooms role={actor.role} />
        {children}
      </Frame>
    </Words>
  );
}
