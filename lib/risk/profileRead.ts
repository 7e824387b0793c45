import { celList, celMap, type CelInput, type CelList, type CelMap } from "@bufbuild/cel";
import { timestampFromDate } from "@bufbuild/protobuf/wkt";

/** How each fact of a record is made of what it stands on; undefined where it is missing. */
export type Fields<Source> = Readonly<Record<string, (source: Source) => CelInput | undefined>>;

/** A record whose facts are made when a condition asks for them, and not before: most conditions ask for two or three of dozens. */
class Asked<Source> implements ReadonlyMap<string, CelInput> {
  readonly #fields: Fields<Source>;
  readonly #source: Source;

  constructor(fields: Fields<Source>, source: Source) {
    this.#fields = fields;
    this.#source = source;
  }

  get(name: string): CelInput | undefined {
    return this.#fields[name]?.(this.#source);
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  get size(): number {
    return this.#all().size;
  }

  keys(): MapIterator<string> {
    return this.#all().keys();
  }

  values(): MapIterator<CelInput> {
    return this.#all().values();
  }

  entries(): MapIterator<[string, CelInput]> {
    return this.#all().entries();
  }

  forEach(visit: (value: CelInput, key: string, map: ReadonlyMap<string, CelInput>) => void): void {
    for (const [key, value] of this.#all()) visit(value, key, this);
  }

  [Symbol.iterator](): MapIterator<[string, CelInput]> {
    return this.entries();
  }

  #all(): Map<string, CelInput> {
    return new Map(Object.keys(this.#fields).flatMap((name) => {
      const value = this.get(name);
      return value === undefined ? [] : [[name, value] as const];
    }));
  }
}

/** A thing as conditions read it: its fields are made when they are asked for. */
export function record<Source>(fields: Fields<Source>, source: Source): CelMap {
  return celMap(new Asked(fields, source));
}

/** Things as conditions read them, in their order. */
export function records<Source>(fields: Fields<Source>, sources: readonly Source[]): CelList {
  return celList(sources.map((source) => record(fields, source)));
}

/** Texts as conditions read them. */
export const texts = (values: readonly string[]): CelList => celList([...values]);

/** A count as conditions read it: a whole number. */
export const whole = (count: number): bigint => BigInt(Math.trunc(count));

/** An instant, or the first of a day, as a condition reckons with it. */
export const instant = (at: Date | string): CelInput => timestampFromDate(typeof at === "string" ? new Date(at) : at);

/** A decimal text as a number; undefined where it is none. */
export function decimal(text: string): number | undefined {
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}
