import { useLocale, useTranslations } from "next-intl";
import { Part } from "#components/consignment/Part";
import type { PartyShown } from "./shown.ts";

/** Who a case concerns: importers, producers, and the bodies whose certificates it rests on. */
export function Parties({ parties }: { readonly parties: readonly PartyShown[] }) {
  const t = useTranslations("cases");
  const locale = useLocale();
  return (
    <Part id="parties" title={t("page.parties")}>
      <ul className="flex flex-col gap-2.5">
        {parties.map((party) => (
          <li key={`${party.role}${party.code}`}>
            <span className="block text-xs text-ink-faint">{t(`party.${party.role}`)}</span>
            {locale === "en" ? party.name.en : party.name.zh}
            <span className="block font-mono text-xs text-ink-soft">{party.code}</span>
          </li>
        ))}
      </ul>
    </Part>
  );
}
