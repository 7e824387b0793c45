import type { MasterData } from "../../event.ts";
import { isStandard } from "./names.ts";
import type { Prefixing } from "./names.ts";
import type { Element } from "./tree.ts";

/** The vocabularies of a VocabularyList (EPCIS 1.2 and 2.0, section 9.6.2); what has no type or no id is left out. */
export function masterDataOf(list: Element, prefixing: Prefixing): MasterData[] {
  return within(list, "Vocabulary").map((vocabulary) => ({
    type: attribute(vocabulary, "type"),
    vocabularyElementList: within(vocabulary, "VocabularyElementList")
      .flatMap((one) => within(one, "VocabularyElement"))
      .map((one) => ({
        id: attribute(one, "id"),
        attributes: within(one, "attribute").map((each) => ({ id: attribute(each, "id"), attribute: valueOf(each, prefixing) })),
        children: within(one, "children").flatMap((ids) => within(ids, "id")).map(({ text }) => text.trim()),
      }))
      .filter(({ id }) => id !== ""),
  })).filter(({ type }) => type !== "");
}

/** Elements of the standard's by name, right inside another. */
export const within = ({ children }: Element, name: string): Element[] => children.filter((child) => child.local === name && isStandard(child));

const attribute = ({ attributes }: Element, name: string): string => attributes.find(({ uri, local }) => uri === "" && local === name)?.value.trim() ?? "";

function valueOf(element: Element, prefixing: Prefixing): unknown {
  prefixing.declare(element.declared);
  if (element.children.length === 0) return element.text.trim();
  const made: Record<string, unknown> = {};
  for (const child of element.children) {
    const name = prefixing.name(child);
    const before = made[name];
    const value = valueOf(child, prefixing);
    if (before === undefined) made[name] = value;
    else if (Array.isArray(before)) before.push(value);
    else made[name] = [before, value];
  }
  return made;
}
