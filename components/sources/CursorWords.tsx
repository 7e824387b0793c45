import { useTranslations } from "next-intl";
import type { SourceCursor } from "#lib/feeds/source";
import { stamped } from "../cases/stamped.tsx";

/** How far a source was read, in words. */
export function CursorWords({ cursor }: { readonly cursor: SourceCursor | null }) {
  const t = useTranslations("sources");
  if (cursor === null) return <>{t("notYet")}</>;
  if (cursor.kind === "endpoint") return <>{t("cursorOf.endpoint", { hash: cursor.sha256.slice(0, 12) })}</>;
  if (cursor.kind === "folder") return <span className="break-all">{t("cursorOf.folder", { name: cursor.name, files: cursor.files })}</span>;
  if (cursor.window !== null) {
    const page = cursor.window.pages + 1;
    return <>{cursor.window.from === null ? t("cursorOf.inFirstWindow", { page }) : t.rich("cursorOf.inWindow", { page, at: stamped(new Date(cursor.window.from)) })}</>;
  }
  return <>{cursor.recordTime === null ? t("notYet") : t.rich("cursorOf.epcis", { at: stamped(new Date(cursor.recordTime)) })}</>;
}
