import { describe, expect, it } from "vitest";
import { may, scopeOf, type Actor } from "./actor.ts";
import { mayRole, PERMISSIONS, ROLES, type Permission, type Role } from "./permission.ts";

const keyOf = (role: Role): Actor => ({ kind: "key", id: 1, name: role, role, organisation: 4 });

describe("who may do what", () => {
  it("is what the table says, for every role and every permission", () => {
    for (const permission of Object.keys(PERMISSIONS) as Permission[]) {
      for (const role of ROLES) expect(may(keyOf(role), permission), `${role} ${permission}`).toBe((PERMISSIONS[permission] as readonly Role[]).includes(role));
    }
  });

  it("lets nobody but the house itself run the house", () => {
    expect(ROLES.filter((role) => mayRole(role, "system.run"))).toEqual([]);
    expect(may({ kind: "system", name: "worker" }, "system.run")).toBe(true);
  });

  it("gives systems no sign-in and everybody else one", () => {
    expect(ROLES.filter((role) => !mayRole(role, "own.sign-in"))).toEqual(["feed"]);
  });

  it("keeps the one who submits a certificate from deciding on it", () => {
    expect(ROLES.filter((role) => mayRole(role, "certificate.submit") && mayRole(role, "certificate.decide"))).toEqual([]);
  });
});

describe("how far a role sees", () => {
  it.each([
    ["customs_officer", true],
    ["market_regulator", true],
    ["supervisor", true],
    ["administrator", true],
    ["inspector", false],
    ["feed", false],
    ["partner", false],
  ] as const)("%s sees everything: %s", (role, all) => {
    expect(scopeOf(keyOf(role))).toEqual(all ? { all: true } : { all: false, organisation: 4 });
  });
});
