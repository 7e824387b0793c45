import { expect, test } from "vitest";
import { PERMISSIONS } from "#lib/access/permission";
import en from "#messages/en/admin.json" with { type: "json" };
import zh from "#messages/zh-CN/admin.json" with { type: "json" };

const inHands = Object.entries(PERMISSIONS).flatMap(([permission, roles]) => (roles.length > 0 ? [permission] : []));

test.each([["English", en], ["Chinese", zh]] as const)("every permission that a role has is named in %s", (_, { roles }) => {
  const named = Object.entries(roles.can).flatMap(([thing, acts]) => Object.keys(acts).map((act) => `${thing}.${act}`));
  expect(inHands.filter((permission) => !named.includes(permission))).toEqual([]);
});
