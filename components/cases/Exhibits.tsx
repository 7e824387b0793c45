import { useTranslations } from "next-intl";
import { Grid } from "#components/consignment/Grid";
import { Part } from "#components/consignment/Part";
import { Select } from "#components/ui/Select";
import { Tag } from "#components/ui/Tag";
import { TextField } from "#components/ui/TextField";
import { Timestamp } from "#components/ui/Timestamp";
import { EXHIBIT_KINDS } from "#lib/cases/exhibit";
import { Link } from "../../app/navigation.ts";
import { ActionForm } from "../access/ActionForm.tsx";
import { CopyHash } from "./CopyHash.tsx";
import { More } from "./More.tsx";
import type { CaseActs, CaseRights, ExhibitShown } from "./shown.ts";

/** What was taken in: each record by reference, with the hash it had, who took it in and when. */
export function Exhibits({ number, exhibits, rights, act }: { readonly number: string; readonly exhibits: readonly ExhibitShown[]; readonly rights: CaseRights; readonly act: CaseActs["takeInExhibit"] }) {
  const t = useTranslations("cases");
  return (
    <Part id="exhibits" title={t("page.exhibits")}>
      <Grid
        label={t("page.exhibits")}
        columns={[{ id: "no", label: t("exhibit.no") }, { id: "what", label: t("exhibit.what") }, { id: "hash", label: t("exhibit.hash") }, { id: "taken", label: t("exhibit.taken") }]}
        rows={exhibits.map((exhibit) => ({
          id: String(exhibit.no),
          cells: {
            no: <span id={`exhibit-${exhibit.no}`}>{exhibit.no}</span>,
            what: (
              <span className="flex min-w-56 flex-col items-start gap-0.5">
                <Tag tone="neutral">{t(`kind.${exhibit.kind}`)}</Tag>
                <What exhibit={exhibit} />
              </span>
            ),
            hash: <CopyHash hash={exhibit.sha256} label={t("exhibit.copy", { no: exhibit.no })} copied={t("exhibit.copied", { no: exhibit.no })} />,
            taken: (
              <span className="block min-w-28">
                {exhibit.byName}
                <span className="block text-xs text-ink-faint">
                  <Timestamp at={exhibit.at.toISOString()} />
                </span>
              </span>
            ),
          },
        }))}
      />
      {rights.has("add-exhibit") ? (
        <More label={t("exhibit.add")}>
          <ActionForm action={act} submit={t("exhibit.add")} look="quiet" clears draft={`exhibit ${number}`}>
            <input type="hidden" name="number" value={number} />
            <Select name="kind" label={t("exhibit.kind")} defaultValue="declaration" options={EXHIBIT_KINDS.map((kind) => ({ id: kind, label: t(`kind.${kind}`) }))} />
            <TextField name="reference" label={t("exhibit.reference")} description={t("exhibit.referenceNote")} maxLength={300} isRequired />
          </ActionForm>
        </More>
      ) : null}
    </Part>
  );
}

/** What an exhibit is: its reference as a link where it has a page, else its title, with the number of its record behind. */
function What({ exhibit }: { readonly exhibit: ExhibitShown }) {
  const cut = exhibit.reference.lastIndexOf("/");
  const href =
    exhibit.kind === "declaration"
      ? `/consignments/${encodeURIComponent(exhibit.reference.slice(0, cut))}`
      : exhibit.kind === "certificate"
        ? `/certificates/${encodeURIComponent(exhibit.reference)}`
        : undefined;
  if (href === undefined) return <span>{exhibit.title} <span className="text-xs text-ink-faint">#{exhibit.reference}</span></span>;
  return (
    <>
      <Link href={href} className="text-accent hover:underline">{exhibit.reference}</Link>
      <span className="text-xs text-ink-faint">{exhibit.title}</span>
    </>
  );
}
