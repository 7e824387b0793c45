import { createNavigation } from "next-intl/navigation";
import { routing } from "./routing.ts";

/** Links and moves between screens that keep the language in the address. */
export const { Link, redirect, usePathname, useRouter, getPathname, permanentRedirect } = createNavigation(routing);
