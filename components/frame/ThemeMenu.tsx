"use client";
import { Moon, Sun, SunMoon } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button as AriaButton } from "react-aria-components/Button";
import { buttonClass } from "#components/ui/Button";
import { MenuButton, MenuItem } from "#components/ui/Menu";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];
const ICON = { system: SunMoon, light: Sun, dark: Moon } as const;

/** Sets the theme of this browser; the server reads the cookie and draws the next screen right from the start. */
export function setTheme(theme: Theme): void {
  document.cookie = `theme=${theme}; path=/; max-age=31536000; samesite=lax`;
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

/** Light, dark, or as the system has it. */
export function ThemeMenu() {
  const t = useTranslations("frame.theme");
  return (
    <MenuButton
      label={t("label")}
      trigger={
        <AriaButton aria-label={t("label")} className={buttonClass("plain", "icon")}>
          <SunMoon aria-hidden className="size-4" />
        </AriaButton>
      }
    >
      {THEMES.map((theme) => {
        const Icon = ICON[theme];
        return (
          <MenuItem key={theme} id={theme} icon={<Icon aria-hidden className="size-4" />} onAction={() => setTheme(theme)}>
            {t(theme)}
          </MenuItem>
        );
      })}
    </MenuButton>
  );
}
