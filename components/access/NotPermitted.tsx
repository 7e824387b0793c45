import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import { Standing } from "./Standing.tsx";

/** What a person sees who came by an address their role may not enter. */
export function NotPermitted() {
  const t = useTranslations("admin.notPermitted");
  return (
    <Standing title={t("title")} icon={<Lock aria-hidden />}>
      {t("next")}
    </Standing>
  );
}
