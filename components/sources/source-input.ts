/** Fields that hold whole numbers; what is no number is left as it was typed, so that its field is named as wrong. */
const NUMBERS = /\/(?:eventsPerMinute|bytesPerMinute|perPage|overlapMinutes|lookBackHours|port|everySeconds)$|^\/staleAfterMinutes$/;
/** What a select says for "a cron text of my own", and for "never". */
export const BY_CRON = "cron";
export const NEVER = "never";

type Part = { [name: string]: unknown };

/**
 * A form's fields as the input of a command: a field's name is its place (`settings/signIn/kind`). Empty fields are left out; a ticked box is true.
 */
export function sourceInput(form: FormData): Part {
  const input: Part = {};
  for (const [name, value] of form) {
    if (typeof value !== "string" || name.startsWith("$") || value.trim() === "") continue;
    place(input, name.split("/"), valueOf(`/${name}`, value));
  }
  const { schedule } = input as { schedule?: { everySeconds?: unknown; cron?: unknown } };
  if (schedule !== undefined) input["schedule"] = schedule.everySeconds === BY_CRON ? { cron: schedule.cron ?? "" } : { everySeconds: schedule.everySeconds };
  if (input["staleAfterMinutes"] === NEVER) input["staleAfterMinutes"] = null;
  input["state"] = input["on"] === undefined ? "off" : "on";
  delete input["on"];
  return input;
}

/** A code out of a name: its Latin letters and digits, joined by hyphens; empty where it has none. */
export function codeOf(name: string): string {
  return name.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase().replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-+|-+$/g, "").slice(0, 40).replace(/-+$/, "");
}

function valueOf(name: string, text: string): unknown {
  if (name === "/settings/pathStyle") return true;
  return NUMBERS.test(name) && /^\d{1,12}$/.test(text.trim()) ? Number(text) : name === "/secret" ? text : text.trim();
}

function place(input: Part, [name = "", ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    input[name] = value;
    return;
  }
  const held = input[name];
  const inner = typeof held === "object" && held !== null ? (held as Part) : {};
  input[name] = inner;
  place(inner, rest, value);
}
