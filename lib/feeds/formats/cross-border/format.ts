import { beginsWith, messagesIn, pathOf, readMessage } from "../../customsMessage.ts";
import type { EventProblem } from "../../event.ts";
import { unreadable } from "../../record.ts";
import type { ReadRecord, RecordFormat, RecordKind } from "../../record.ts";
import { below } from "../../recordTree.ts";
import type { Branch } from "../../recordTree.ts";
import { listOf, returnOf } from "./list.ts";
import { orderOf, paymentOf, waybillOf } from "./paper.ts";
import type { PaperReader } from "./reader.ts";

/** The messages of cross-border e-commerce that are taken, with the element of each paper in them. */
const MESSAGES: Readonly<Record<string, { readonly kind: RecordKind; readonly element: string; readonly read: PaperReader }>> = {
  CEB311Message: { kind: "order", element: "Order", read: orderOf },
  CEB411Message: { kind: "payment", element: "Payment", read: paymentOf },
  CEB511Message: { kind: "waybill", element: "Logistics", read: waybillOf },
  CEB621Message: { kind: "list", element: "Inventory", read: listOf },
  CEB625Message: { kind: "return", element: "InvtRefund", read: returnOf },
};

/**
 * Orders, payments, waybills, lists and returns of cross-border e-commerce imports (namespace http://www.chinaport.gov.cn/ceb). Of persons
 * nothing leaves this reader but a fingerprint of their document's number and the first character of their name.
 */
export const format: RecordFormat = {
  id: "cross-border",
  contentTypes: ["application/xml", "text/xml"],
  needsMapping: false,
  recognise: (bytes) => beginsWith(bytes, /^CEB\d{3}Message$/),
  read: async (bytes) => {
    const message = readMessage(bytes);
    if (!message.ok) return unreadable("", message.code, message.detail);
    const [root] = messagesIn(message.root, /^CEB\d{3}Message$/);
    const known = root === undefined ? undefined : MESSAGES[root.name];
    if (root === undefined || known === undefined) return unreadable("", "unknown-message", `${root?.name ?? message.root.name} is none of ${Object.keys(MESSAGES).join(", ")}`);
    const papers = below(root, known.element);
    if (papers.length === 0) return unreadable(`/${root.name}`, "empty-message", `the message holds no ${known.element}`);
    return { records: papers.map((branch, index) => recordOf(branch, index, pathOf(`/${root.name}`, known.element, index), known)), documentProblems: [] };
  },
};

function recordOf(branch: Branch, index: number, pointer: string, { kind, read }: (typeof MESSAGES)[string]): ReadRecord {
  const problems: EventProblem[] = [];
  const { number, value } = read(branch, pointer, problems);
  return { index, pointer, kind, number: number ?? null, value, problems };
}
