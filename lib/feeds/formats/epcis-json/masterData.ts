import type { MasterData } from "../../event.ts";
import { isMembers } from "../epcis/shape.ts";
import type { Members } from "../epcis/shape.ts";

/** What stands at a path of member names; undefined where there is nothing. */
export function inside(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce((reached: unknown, name) => (isMembers(reached) ? reached[name] : undefined), value);
}

/** The master data of a document's header, or of the results of a query (EPCIS 2.0 section 9.6.2); what has no type or no id is left out. */
export function masterDataIn(document: unknown): MasterData[] {
  const lists = [inside(document, "epcisHeader", "epcisMasterData", "vocabularyList"), inside(document, "epcisBody", "queryResults", "resultsBody", "vocabularyList")];
  return lists.flatMap(membersIn).flatMap(({ type, vocabularyElementList }) => (typeof type === "string" ? [{ type, vocabularyElementList: membersIn(vocabularyElementList).flatMap(elementOf) }] : []));
}

function elementOf({ id, attributes, children }: Members): MasterData["vocabularyElementList"][number][] {
  if (typeof id !== "string") return [];
  const told = membersIn(attributes).flatMap((one) => (typeof one["id"] === "string" ? [{ id: one["id"], attribute: one["attribute"] }] : []));
  return [{ id, attributes: told, children: Array.isArray(children) ? children.filter((each): each is string => typeof each === "string") : [] }];
}

const membersIn = (list: unknown): Members[] => (Array.isArray(list) ? list.filter(isMembers) : []);
