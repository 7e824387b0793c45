"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { LATE_SECONDS } from "#lib/dashboards/figure-standing";
import { useRouter } from "../../app/navigation.ts";

const REFRESH_SECONDS = 20;

/** How old the figures are, second by second; the screen is drawn anew by itself while it is looked at. `asOf` is RFC 3339; `now` the server's clock when it answered, and the key under which it stands. */
export function Age({ asOf, now, waiting }: { readonly asOf: string | null; readonly now: string; readonly waiting: number }) {
  const t = useTranslations("dashboards.age");
  const router = useRouter();
  const [passed, setPassed] = useState(0);
  useEffect(() => {
    const began = performance.now();
    const tick = setInterval(() => setPassed((performance.now() - began) / 1000), 1000);
    const again = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, REFRESH_SECONDS * 1000);
    return () => {
      clearInterval(tick);
      clearInterval(again);
    };
  }, [router]);
  if (asOf === null) return <span>{t("never")}</span>;
  const seconds = Math.max(0, Math.round((Date.parse(now) - Date.parse(asOf)) / 1000 + passed));
  const said = seconds < 1 ? t("now") : seconds < 120 ? t("seconds", { n: seconds }) : seconds < 7200 ? t("minutes", { n: Math.round(seconds / 60) }) : t("hours", { n: Math.round(seconds / 3600) });
  return (
    <span>
      {said}
      {waiting > 0 ? ` · ${t("waiting", { n: waiting })}` : null}
      {seconds > LATE_SECONDS ? <strong className="ms-2 rounded-sm bg-yellow-soft px-1.5 font-medium text-yellow">{t("late")}</strong> : null}
    </span>
  );
}
