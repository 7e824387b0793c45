"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Timestamp } from "#components/ui/Timestamp";
import { Link } from "../../app/navigation.ts";
import { Age } from "./Age.tsx";

/** Under a wall screen: how old its figures are, whether it still has its connection, and who is signed in there until when. */
export function WallFoot({ asOf, now, waiting, person, ends }: { readonly asOf: string | null; readonly now: string; readonly waiting: number; readonly person: string; readonly ends: string | null }) {
  const t = useTranslations("dashboards.wall");
  const [connected, setConnected] = useState(true);
  useEffect(() => {
    const heard = () => setConnected(navigator.onLine);
    addEventListener("online", heard);
    addEventListener("offline", heard);
    return () => {
      removeEventListener("online", heard);
      removeEventListener("offline", heard);
    };
  }, []);
  return (
    <footer className="mt-auto flex flex-wrap items-center justify-between gap-x-8 gap-y-2 text-lg text-ink-soft">
      <Age key={now} asOf={asOf} now={now} waiting={waiting} />
      {connected ? null : <strong role="status" className="text-red">{t("lost")}</strong>}
      {ends === null ? null : <span>{t("signedIn", { name: person })} <Timestamp at={ends} shape="short" /></span>}
      <Link href="/dashboards" className="text-accent underline underline-offset-2">{t("leave")}</Link>
    </footer>
  );
}
