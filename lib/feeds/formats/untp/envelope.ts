import { readJson } from "../../exactJson.ts";
import { isMembers } from "../epcis/shape.ts";
import type { Members } from "../epcis/shape.ts";

/** A credential out of its envelope: its JSON, and whether a JWT held it. A signature is never looked at here: nothing in it is trusted. */
export type Opened = { readonly ok: true; readonly credential: Members; readonly enveloped: boolean } | { readonly ok: false; readonly code: string; readonly detail: string };

const COMPACT = /^[A-Za-z0-9_-]+\.([A-Za-z0-9_-]+)\.[A-Za-z0-9_-]*$/;
const DATA = /^data:application\/vc(?:\+ld\+json)?\+jwt,(.+)$/;

/**
 * Opens a verifiable credential: as JSON, as a JWT (VC-JOSE-COSE, or the `vc` claim of VC 1.1), or as an EnvelopedVerifiableCredential, whose
 * id is a data URI of such a JWT.
 */
export function openCredential(body: string): Opened {
  const text = body.trim();
  if (COMPACT.test(text)) return ofJwt(text);
  const read = readJson(text);
  if (!read.ok) return { ok: false, code: read.code, detail: read.detail };
  if (!isMembers(read.value)) return { ok: false, code: "not-a-document", detail: "a credential is a JSON object or a JWT" };
  const jwt = typeof read.value["id"] === "string" ? DATA.exec(read.value["id"])?.[1] : undefined;
  return jwt === undefined ? { ok: true, credential: read.value, enveloped: false } : ofJwt(jwt);
}

function ofJwt(jwt: string): Opened {
  const payload = COMPACT.exec(jwt)?.[1];
  if (payload === undefined) return { ok: false, code: "not-a-document", detail: "this is no JWT in compact form" };
  const read = readJson(Buffer.from(payload, "base64url").toString("utf8"));
  if (!read.ok) return { ok: false, code: read.code, detail: `the payload of the JWT: ${read.detail}` };
  if (!isMembers(read.value)) return { ok: false, code: "not-a-document", detail: "the payload of the JWT is no object" };
  const { vc, ...claims } = read.value;
  return { ok: true, credential: isMembers(vc) ? { ...dated(claims), ...vc } : read.value, enveloped: true };
}

/** What VC 1.1 says in claims of the JWT and VC 2.0 in members. */
function dated(claims: Members): Members {
  const at = (name: string) => (typeof claims[name] === "number" ? new Date(claims[name] * 1000).toISOString() : undefined);
  const [from, until] = [at("nbf"), at("exp")];
  return {
    ...(typeof claims["iss"] === "string" ? { issuer: claims["iss"] } : {}),
    ...(typeof claims["jti"] === "string" ? { id: claims["jti"] } : {}),
    ...(from === undefined ? {} : { validFrom: from }),
    ...(until === undefined ? {} : { validUntil: until }),
  };
}
