import { Refusal } from "#lib/access/refusal";

/**
 * A body with what the address and the headers say of it, as one input. A body that names one of these itself must say the same
 * as the address; `expectedVersion` comes from If-Match alone.
 */
export function addressed(body: unknown, said: Readonly<Record<string, unknown>>): unknown {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return body;
  for (const [name, value] of Object.entries(said)) {
    const given = Object.hasOwn(body, name) ? (body as Record<string, unknown>)[name] : value;
    if (given === value && !(name === "expectedVersion" && Object.hasOwn(body, name))) continue;
    throw new Refusal("bad-input", "address-differs", { name }, [{ pointer: `/${name}`, code: "address-differs", detail: `The address or a header says this already: leave \`${name}\` out of the body.` }]);
  }
  return { ...body, ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) };
}
