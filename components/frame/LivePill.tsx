"use client";
import { useTranslations } from "next-intl";
import { Link } from "../../app/navigation.ts";
import { useLive } from "./Live.tsx";

/** Whether this window hears of changes as they happen, and how many consignments arrived since it last looked. */
export function LivePill() {
  const t = useTranslations("frame.live");
  const { state, arrivals } = useLive();
  if (state === "off") return null;
  const dot = { opening: "bg-neutral", live: "bg-green", lost: "bg-yellow" }[state];
  return (
    <Link href="/desk" className="flex h-8 items-center gap-1.5 rounded-md px-2 text-table text-ink-soft hover:bg-hover" aria-live="polite">
      <span aria-hidden className={`size-2 rounded-full ${dot} ${state === "lost" ? "ring-2 ring-yellow-soft" : ""}`} />
      <span className="max-md:sr-only">{state === "live" && arrivals > 0 ? t("arrived", { count: arrivals }) : t(state)}</span>
    </Link>
  );
}
