import type { Transaction } from "#db/client";
import { tellOrganisations, type ToldOrganisations } from "#lib/notices/commands/telling";
import type { Decision } from "../certificate.ts";
import type { CertificateRecord } from "../queries.ts";

type Said = { readonly row: CertificateRecord; readonly decision: Decision; readonly effective: string; readonly reason: string; readonly replaced: CertificateRecord | undefined };

const DECIDED = {
  approve: { en: "approved", zh: "已批准" },
  suspend: { en: "suspended", zh: "已暂停" },
  reinstate: { en: "reinstated", zh: "已恢复" },
  revoke: { en: "revoked", zh: "已撤销" },
} as const satisfies Record<Decision, { readonly en: string; readonly zh: string }>;

/** Tells a body what was decided on its certificate, and another body that its certificate was superseded: by which number and from when, and nothing else of it. */
export async function tellBodies(tx: Transaction, { row, decision, effective, reason, replaced }: Said, now: Date): Promise<void> {
  const done = DECIDED[decision];
  const decided: ToldOrganisations = {
    told: {
      kind: "certificate-decided",
      title: { en: `Certificate ${row.number} was ${done.en}`, zh: `证书 ${row.number} ${done.zh}` },
      body: { en: `Effective ${effective}. ${reason}`, zh: `自 ${effective} 起生效。${reason}` },
      href: hrefOf(row),
    },
    organisations: [row.issuerId],
    role: "inspector",
  };
  const superseded: ToldOrganisations[] = replaced === undefined || replaced.issuerId === row.issuerId ? [] : [{
    told: {
      kind: "certificate-superseded",
      title: { en: `Certificate ${replaced.number} was superseded by another body's`, zh: `证书 ${replaced.number} 已被其他机构的证书取代` },
      body: {
        en: `${row.number} replaces it from ${effective}. Goods made before are judged by yours where that day lies inside the production period.`,
        zh: `自 ${effective} 起由 ${row.number} 取代。该日在生产期间之内的，此前生产的货物仍以贵机构证书核对。`,
      },
      href: hrefOf(replaced),
    },
    organisations: [replaced.issuerId],
    role: "inspector",
  }];
  await tellOrganisations(tx, [decided, ...superseded], now);
}

function hrefOf({ number }: CertificateRecord): string {
  return `/certificates/${encodeURIComponent(number)}`;
}
