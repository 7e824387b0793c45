/** People's Chinese names by the names that the record has of them; a name that two people share is in none. */
export type ChineseNames = ReadonlyMap<string, string>;

/** The fields of what is read in which a person's name stands as it was recorded: `by`, `proposedByName` and their like, and from whom to whom something went. */
const FIELD = /^(?:by|from|to|assignee|submitter|(?:actor|assignee|examiner|person)Name|byName|[a-z]\w*ByName)$/;

/** What was read, with people called by their Chinese names. Whoever has none, and systems, stay as they were recorded. */
export function calledInChinese<Read>(read: Read, names: ChineseNames): Read {
  if (names.size === 0) return read;
  return renamed(read, names) as Read;
}

function renamed(value: unknown, names: ChineseNames): unknown {
  if (Array.isArray(value)) return value.map((each) => renamed(each, names));
  if (value instanceof Map) return new Map([...value].map(([key, each]) => [key, renamed(each, names)]));
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([field, each]) => [field, typeof each === "string" && FIELD.test(field) ? (names.get(each) ?? each) : renamed(each, names)]));
}
