import type { Declared } from "#lib/consignments/declaration";
import type { EventProblem } from "#lib/feeds/event";
import type { DeclarationDraft } from "#lib/feeds/record";

/** A return (退货申请) of cross-border e-commerce as its message says it: which lines of which list go back, and how much of each. */
export type Refund = {
  readonly copNo?: string;
  readonly listNo?: string;
  readonly orderNo?: string;
  readonly office?: string;
  readonly sentAt?: string;
  readonly lines: readonly { readonly no: number; readonly hsCode?: string; readonly quantity?: string; readonly unit?: string }[];
};

/**
 * The declaration that a return is: the lines of its list that it names, with the quantity that goes back, under the procedure that takes
 * back what counted. Its number is the sender's own with `R-` before it, so that it never stands for the list's.
 */
export function returnDraft(refund: Refund, original: Declared | undefined, pointer: string): { readonly ok: true; readonly draft: DeclarationDraft } | { readonly ok: false; readonly problems: readonly EventProblem[] } {
  const refuse = (place: string, code: string, detail: string) => ({ pointer: `${pointer}${place}`, code, detail, severity: "error" as const });
  if (original === undefined) return { ok: false, problems: [refuse("/InvtRefundHead/invtNo", "list-not-known", `no list ${refund.listNo ?? refund.orderNo ?? ""} was taken in: send it first, then the return again`)] };
  const lines = refund.lines.map((line, at) => ({ line, at, of: original.lines.find(({ no }) => no === line.no) }));
  const strange = lines.filter(({ of }) => of === undefined).map(({ line, at }) => refuse(`/InvtRefundList[${at + 1}]/gnum`, "line-not-known", `the list ${original.number} has no line ${line.no}`));
  if (strange.length > 0) return { ok: false, problems: strange };
  const draft = {
    number: `R-${refund.copNo ?? ""}`,
    lodgedAt: refund.sentAt ?? original.lodgedAt,
    office: refund.office ?? original.office,
    tradeMode: original.tradeMode,
    procedure: "return",
    status: "lodged",
    importer: original.importer,
    lines: lines.flatMap(({ line, of }) => (of === undefined ? [] : [{ ...of, quantity: { value: line.quantity ?? "", unit: line.unit ?? of.quantity.unit } }])),
  };
  return { ok: true, draft };
}
