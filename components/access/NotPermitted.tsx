import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import { LinkButton } from "#components/ui/Button";
import { Standing } from "./Standing.tsx";

/** What a person sees who came by an address their role may not enter. */
export function NotPermitted() {
  const [t, ta] = [useTranslations("admin.notPermitted"), useTranslations("access.notFound")];
  return (
    <Standing title={t("title")} icon={<Lock aria-hidden />} action={<LinkButton href="/">{ta("home")}</LinkButton>}>
      {t("next")}
    </Standing>
  );
}
