"use client";
import { BellRing } from "lucide-react";
import { useTranslations } from "next-intl";
import { Link } from "../../app/navigation.ts";
import { useLive } from "./Live.tsx";

/** Tells administrators and supervisors, on whatever screen they are, that a source of events has fallen silent; leads to it. */
export function SilentPill() {
  const t = useTranslations("frame.live");
  const { silent } = useLive();
  const [first] = silent;
  return (
    <span role="status" className="contents">
      {first === undefined ? null : (
        <Link
          href={silent.length === 1 ? `/feeds/sources/${first.code}` : "/feeds"}
          title={silent.map(({ name }) => name).join(", ")}
          className="flex h-8 shrink-0 items-center gap-1.5 rounded-md px-2 text-table text-red hover:bg-hover"
        >
          <BellRing aria-hidden className="size-4" />
          <span className="max-md:sr-only">{t("silent", { count: silent.length })}</span>
        </Link>
      )}
    </span>
  );
}
