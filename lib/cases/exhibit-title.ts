import { amountWords } from "#lib/risk/amount";
import { RULES } from "#lib/risk/rules/registry";
import type { Wording } from "#lib/risk/subject";
import { wordFor } from "./wording.ts";

const PART = " · ";

/**
 * The title of a record as it is read: what an exhibit keeps of it in codes (`CAP-1 · 18000 XBO · 2023-01-01/2024-01-01`), with its amounts,
 * rules, decisions and event types in the words of the screens. What is no code stands as it is; one that nobody knows too.
 */
export function exhibitTitle(kind: string, title: string): Wording {
  const parts = title.split(PART);
  switch (kind) {
    case "certificate":
      return joined(parts.map((part, at) => (at === 1 ? quantityWords(part) : at === 2 ? periodWords(part) : same(part))));
    case "inspection-report":
      return joined(parts.map((part, at) => (at === 1 ? quantityWords(part) : same(part))));
    case "declaration":
      return joined(parts.map((part, at) => (at === 1 ? { en: `revision ${part}`, zh: `第${part}次申报` } : same(part))));
    case "finding":
      return joined(parts.map((part, at) => (at === 1 ? ruleWords(part) : at === 2 ? { en: `version ${part}`, zh: `第${part}版` } : same(part))));
    case "decision":
      return joined(parts.map((part, at) => (at === 1 ? wordFor("triage", "decision", part) : same(part))));
    case "event":
      return eventWords(title);
    default:
      return joined(parts.map(same));
  }
}

function quantityWords(text: string): Wording {
  const cut = text.lastIndexOf(" ");
  return cut === -1 ? same(text) : amountWords({ value: text.slice(0, cut), unit: text.slice(cut + 1) });
}

function periodWords(text: string): Wording {
  const [from, to] = text.split("/");
  return from === undefined || to === undefined ? same(text) : { en: `produced from ${from} to before ${to}`, zh: `生产期 ${from} 至 ${to}（不含）` };
}

function ruleWords(id: string): Wording {
  const rule = RULES.find((each) => each.id === id);
  return rule === undefined ? same(id) : rule.name;
}

/** `ObjectEvent https://ref.gs1.org/cbv/BizStep-shipping`: what happened, in the words of the journey. */
function eventWords(title: string): Wording {
  const [type = "", step] = title.split(" ");
  if (step === undefined) return wordFor("consignment", "journey.step", type);
  return wordFor("consignment", "journey.step", step.slice(Math.max(step.lastIndexOf(":"), step.lastIndexOf("/"), step.lastIndexOf("-")) + 1));
}

function same(text: string): Wording {
  return { en: text, zh: text };
}

function joined(parts: readonly Wording[]): Wording {
  return { en: parts.map((part) => part.en).join(", "), zh: parts.map((part) => part.zh).join("，") };
}
