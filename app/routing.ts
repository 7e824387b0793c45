import { defineRouting } from "next-intl/routing";

/** The two languages of the screens. The address always carries one: `/zh-CN/desk`, `/en/desk`. */
export const routing = defineRouting({
  locales: ["zh-CN", "en"],
  defaultLocale: "zh-CN",
  localePrefix: "always",
  alternateLinks: false,
});
