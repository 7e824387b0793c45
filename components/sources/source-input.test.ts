import { describe, expect, it } from "vitest";
import { sourceBody } from "#lib/feeds/source";
import { codeOf, sourceInput } from "./source-input.ts";

const formOf = (fields: Readonly<Record<string, string>>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
};
const common = { name: "Remote", organisation: "REMOTE", on: "on" };

describe("a form of a source", () => {
  it("becomes what the command takes", () => {
    const input = sourceInput(
      formOf({
        ...common,
        "settings/kind": "epcis",
        "settings/address": " https://remote.example/epcis ",
        "settings/signIn/kind": "basic",
        "settings/signIn/user": "wine",
        "settings/perPage": "50",
        "settings/query": "",
        secret: " s3cret ",
        "schedule/everySeconds": "300",
        "schedule/cron": "",
        staleAfterMinutes: "60",
        $ACTION_ID: "x",
      }),
    );
    expect(sourceBody.parse(input)).toMatchObject({
      settings: { kind: "epcis", address: "https://remote.example/epcis", signIn: { kind: "basic", user: "wine" }, perPage: 50 },
      secret: " s3cret ",
      schedule: { everySeconds: 300 },
      staleAfterMinutes: 60,
      state: "on",
    });
  });

  it("may have a schedule of its own, be silent for ever, and be off", () => {
    const input = sourceInput(
      formOf({
        name: "B",
        organisation: "B",
        "settings/kind": "s3",
        "settings/bucket": "b",
        "settings/accessKeyId": "k",
        "settings/pathStyle": "on",
        "schedule/everySeconds": "cron",
        "schedule/cron": "0 2 * * *",
        staleAfterMinutes: "never",
      }),
    );
    expect(sourceBody.parse(input)).toMatchObject({ settings: { pathStyle: true }, schedule: { cron: "0 2 * * *" }, staleAfterMinutes: null, state: "off" });
  });

  it("names the field that is wrong", () => {
    const wrong = sourceBody.safeParse(sourceInput(formOf({ ...common, "settings/kind": "sftp", "settings/host": "sftp.example", "settings/user": "wine", "settings/port": "many" })));
    expect(wrong.error?.issues.map(({ path }) => path.join("/"))).toEqual(["settings/port"]);
  });
});

describe("a code", () => {
  it.each([
    ["Château Exemple, shipments", "chateau-exemple-shipments"],
    ["示例酒庄", ""],
    ["--A--", "a"],
    ["x".repeat(60), "x".repeat(40)],
  ])("out of %s is '%s'", (name, code) => expect(codeOf(name)).toBe(code));
});
