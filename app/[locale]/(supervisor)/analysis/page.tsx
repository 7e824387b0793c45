import { getLocale } from "next-intl/server";
import { redirect } from "../../../navigation.ts";

/** The first of the analyses. */
export default async function AnalysisScreen() {
  redirect({ href: "/analysis/digits", locale: await getLocale() });
}
