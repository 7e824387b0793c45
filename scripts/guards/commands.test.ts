import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import type { Actor } from "#lib/access/actor";
import { mayRole, ROLES, type Permission, type Role } from "#lib/access/permission";
import type { Command } from "#lib/audit/command";
import { commandsOf, type FoundCommand } from "./commands.ts";
import { readTree, treeOf } from "./source.ts";

const root = join(import.meta.dirname, "..", "..");
const commands = commandsOf(readTree(root));

/** An exported command, by its file. */
async function loaded({ name, path }: FoundCommand): Promise<Command<unknown>> {
  const file = (await import(pathToFileURL(join(root, path)).href)) as Readonly<Record<string, Command<unknown>>>;
  const command = file[name];
  if (command === undefined) throw new Error(`${path} exports no ${name}`);
  return command;
}

const keyOf = (role: Role): Actor => ({ kind: "key", id: 1, name: role, role, organisation: 1 });

describe("a command is refused", () => {
  test.each(commands)("to every role that does not hold $permission: $name, before its input is read", async (found) => {
    const command = await loaded(found);
    for (const role of ROLES.filter((one) => !mayRole(one, found.permission))) {
      await expect(command(keyOf(role), undefined), role).rejects.toMatchObject({ kind: "forbidden", code: "not-permitted", facts: { permission: found.permission } });
    }
  });

  test("to somebody, whichever it is", () => {
    expect(commands.filter(({ permission }) => ROLES.every((role) => mayRole(role, permission)))).toEqual([]);
  });
});

/** What people may do of which no story of its module says who may not. */
const HELD_BY: readonly (readonly [name: string, permission: Permission])[] = [
  ["changeOwnPassword", "own.sign-in"],
  ["enrolTotp", "own.sign-in"],
  ["confirmTotp", "own.sign-in"],
  ["removeTotp", "own.sign-in"],
  ["chooseLanguage", "own.sign-in"],
  ["signOutElsewhere", "own.sign-in"],
  ["defineQuery", "query.define"],
  ["deleteQuery", "query.define"],
  ["pauseSubscription", "subscription.manage"],
  ["resumeSubscription", "subscription.manage"],
  ["setTruthCheck", "truth.manage"],
  ["answerGoods", "declaration.lodge"],
  ["repeatRefused", "declaration.lodge"],
  ["declineModel", "model.train"],
  ["retireModel", "model.train"],
  ["compareModel", "model.train"],
  ["endSnooze", "snooze.set"],
  ["declineSecond", "consignment.second"],
  ["withdrawSelection", "selection.manage"],
];

describe("who may ask for a command", () => {
  test.each(HELD_BY)("%s: those who hold %s", (name, permission) => {
    expect(commands.filter((command) => command.name === name).map((command) => command.permission)).toEqual([permission]);
  });
});

describe("the guard sees", () => {
  test("an exported command with its permission, and no other call", () => {
    const tree = treeOf({ "lib/cases/commands.ts": 'export const openCase = command("case.open", input, work);\nconst inside = command("case.work", input, work);\nexport const other = made("case.work");' });
    expect(commandsOf(tree)).toEqual([{ name: "openCase", path: "lib/cases/commands.ts", permission: "case.open" }]);
  });

  test("a permission that is not in the table", () => {
    expect(() => commandsOf(treeOf({ "lib/cases/commands.ts": 'export const openCase = command("case.opne", input, work);' }))).toThrow("openCase is made with no permission of the table");
  });
});
