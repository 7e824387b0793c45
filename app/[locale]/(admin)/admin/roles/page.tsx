import { Check } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { PageTitle } from "#components/ui/PageTitle";
import { may } from "#lib/access/actor";
import { mayRole, PERMISSIONS, ROLES, type Permission } from "#lib/access/permission";
import { actorOfPage } from "#lib/access/session";

const SHOWN = (Object.keys(PERMISSIONS) as Permission[]).filter((permission) => PERMISSIONS[permission].length > 0);

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("admin.room"))("roles") };
}

/** Who may do what, straight from the table that screens, interface and tests read. */
export default async function RolesPage() {
  const actor = await actorOfPage();
  if (!may(actor, "audit.read")) return <NotPermitted />;
  const [t, role] = [await getTranslations("admin.roles"), await getTranslations("frame.role")];
  const list = new Intl.ListFormat(await getLocale());
  return (
    <div className="flex flex-col gap-4">
      <PageTitle note={t("note")}>{t("fact", { permissions: SHOWN.length, roles: ROLES.length })}</PageTitle>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by the keyboard (WCAG 2.1.1) */}
      <section className="panel relative max-xl:overflow-x-auto max-md:hidden" tabIndex={0} aria-label={t("fact", { permissions: SHOWN.length, roles: ROLES.length })}>
        <table className="w-full border-collapse text-table">
          <thead className="xl:sticky xl:top-12 xl:z-10">
            <tr className="border-b border-line bg-raised text-ink-faint">
              <th scope="col" className="sticky start-0 bg-raised px-3 py-2 text-start font-medium">
                {t("permission")}
              </th>
              {ROLES.map((id) => (
                <th key={id} scope="col" className="px-3 py-2 text-center font-medium whitespace-nowrap">
                  {role(id)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {SHOWN.map((permission) => (
              <tr key={permission} className="border-b border-line last:border-0 hover:bg-hover">
                <th scope="row" className="sticky start-0 max-w-56 bg-raised px-3 py-1.5 text-start font-normal">
                  {t(`can.${permission}`)}
                  <span className="block font-mono text-2xs text-ink-faint">{permission}</span>
                </th>
                {ROLES.map((id) => (
                  <td key={id} className="px-3 py-1.5 text-center">
                    {mayRole(id, permission) ? (
                      <>
                        <Check aria-hidden className="mx-auto size-4 text-green" />
                        <span className="sr-only">{t("yes")}</span>
                      </>
                    ) : (
                      <>
                        <span aria-hidden className="text-ink-faint">
                          ·
                        </span>
                        <span className="sr-only">{t("no")}</span>
                      </>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <ul className="panel flex flex-col md:hidden">
        {SHOWN.map((permission) => (
          <li key={permission} className="border-b border-line px-3 py-2.5 last:border-0">
            <span className="font-medium">{t(`can.${permission}`)}</span>
            <span className="block text-table text-ink-soft">{list.format(PERMISSIONS[permission].map((id) => role(id)))}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
