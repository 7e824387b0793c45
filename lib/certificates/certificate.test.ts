import { expect, test } from "vitest";
import { scopeKey, scopeOfKey, type CertificateScope } from "./certificate.ts";

const SCOPES: readonly CertificateScope[] = [
  { kind: "category", values: ["wine"] },
  { kind: "gtins", values: ["03014477001009", "03014477001016"] },
  { kind: "hsPrefixes", values: ["2204", "220421"] },
];

test.each(SCOPES)("a scope by $kind is read back from its key", (scope) => {
  expect(scopeOfKey(scopeKey(scope))).toEqual(scope);
});
