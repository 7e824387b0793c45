import { MapPinOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { Standing } from "#components/access/Standing";
import { LinkButton } from "#components/ui/Button";

/** What stands where nothing is, or nothing one may see. */
export default function NotFound() {
  const t = useTranslations("access.notFound");
  return (
    <main className="flex min-h-[60dvh] items-center justify-center">
      <Standing title={t("title")} icon={<MapPinOff aria-hidden />} action={<LinkButton href="/">{t("home")}</LinkButton>}>
        {t("next")}
      </Standing>
    </main>
  );
}
