import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { eq, inArray } from "drizzle-orm";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { noticeDeliveries, notices } from "#db/schema/notices";
import { testDatabase, type TestDatabase } from "#db/testing";
import { exampleHouse, NOON, type ExampleHouse } from "#db/testing/exampleHouse";
import type { Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { guardOf } from "#lib/feeds/commands/pull-guard";
import { deliverNotice, type Outside } from "./commands/delivering.ts";
import { markRead, setOwnAddress } from "./commands/reading.ts";
import { tell, tellAudience, tellOrganisations } from "./commands/telling.ts";
import { addWebhook, removeWebhook } from "./commands/webhooks.ts";
import { noticesOf, unreadOf } from "./queries.ts";

const SYSTEM: Actor = { kind: "system", name: "test" };
const TOLD = { kind: "alert" as const, title: { en: "Many open", zh: "待处理过多" }, body: { en: "412", zh: "412" }, href: "/alerts" };
let test: TestDatabase;
let house: ExampleHouse;
let mailServer: SMTPServer;
let hookServer: Server;
const mails: string[] = [];
const heard: { readonly headers: IncomingHttpHeaders; readonly body: string }[] = [];
let answers = 204;
let outside: Outside;
let hookAddress = "";

beforeAll(async () => {
  process.env["NEXTAUTH_SECRET"] ??= "a secret of this test alone";
  test = await testDatabase();
  house = await exampleHouse(test.db);
  mailServer = new SMTPServer({ authOptional: true, disabledCommands: ["STARTTLS", "AUTH"], onData: (stream, _session, done) => void kept(stream, (text) => mails.push(text), done) });
  await new Promise<void>((resolve) => { mailServer.listen(0, "127.0.0.1", resolve); });
  hookServer = createServer((request, response) => void kept(request, (body) => heard.push({ headers: request.headers, body }), () => response.writeHead(answers).end()));
  await new Promise<void>((resolve) => { hookServer.listen(0, "127.0.0.1", resolve); });
  hookAddress = `http://127.0.0.1:${(hookServer.address() as AddressInfo).port}/told`;
  outside = { smtpUrl: `smtp://127.0.0.1:${(mailServer.server.address() as AddressInfo).port}`, from: "Tallyhouse <desk@example.org>", base: "https://desk.example", guard: guardOf("127.0.0.1") };
});
afterAll(async () => {
  await new Promise<void>((resolve) => { mailServer.close(() => resolve()); });
  await new Promise<void>((resolve) => { hookServer.close(() => resolve()); });
  await test.close();
});

/** Reads a stream to its end, keeps what came, and then answers. */
async function kept(stream: AsyncIterable<unknown>, keep: (text: string) => void, answer: () => void): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  keep(Buffer.concat(parts).toString());
  answer();
}

const delivery = async (id: number) => (await reading(SYSTEM, "system.run", (tx) => tx.select().from(noticeDeliveries).where(eq(noticeDeliveries.id, id))))[0];
const waiting = async () => (await reading(SYSTEM, "system.run", (tx) => tx.select().from(noticeDeliveries).where(eq(noticeDeliveries.state, "waiting")))).map(({ id, channel }) => ({ id, channel }));
const jobs = async () =>
  (
    await test.owner`select key from graphile_worker._private_jobs as job join graphile_worker._private_tasks as task on task.id = job.task_id where task.identifier = 'deliver-notice' order by key`
  ).map((row) => row["key"]);
const toldBy = (audience: Parameters<typeof tellAudience>[2]) => reading(SYSTEM, "system.run", (tx) => tellAudience(tx, TOLD, audience, NOON, { alertId: 1, value: 412 }));
const shown = (person: number) => reading(SYSTEM, "notice.read", (tx) => noticesOf(tx, person, { limit: 10 }));
const unread = (person: number) => reading(SYSTEM, "notice.read", (tx) => unreadOf(tx, person));

describe("a notice in the product", () => {
  it("is put before the people of its roles and those named, and no others, and read by each for themselves", async () => {
    const { people } = await reading(SYSTEM, "system.run", (tx) => tell(tx, TOLD, { roles: ["customs_officer"], people: [house.sun.id], except: [house.ben.id] }, NOON));
    expect(new Set(people)).toEqual(new Set([house.anna.id, house.chen.id, house.sun.id]));
    expect([await unread(house.anna.id), await unread(house.ben.id), await unread(house.sun.id)]).toEqual([1, 0, 1]);
    expect(await markRead(house.anna, {})).toBe(1);
    expect(await markRead(house.anna, {})).toBe(0);
    expect([await unread(house.anna.id), await unread(house.sun.id)]).toEqual([0, 1]);
    expect((await shown(house.anna.id)).rows[0]).toMatchObject({ title: TOLD.title, href: "/alerts", readAt: expect.any(Date) as Date });
  });

  it("is put before the people of an organisation who hold a role, each once, however many are told at a time, and is not written where nobody would read it", async () => {
    const told = (title: string, organisations: readonly number[]) => ({ told: { ...TOLD, title: { en: title, zh: title } }, organisations, role: "customs_officer" as const });
    const before = await unread(house.anna.id);
    await reading(SYSTEM, "system.run", (tx) =>
      tellOrganisations(
        tx,
        [
          told("one", [house.anna.organisation, house.anna.organisation]),
          told("two", [house.anna.organisation]),
          told("nobody", [999_999]),
          { ...told("other role", [house.anna.organisation]), role: "partner" },
        ],
        NOON,
      ),
    );
    expect(await unread(house.anna.id)).toBe(before + 2);
    expect((await shown(house.anna.id)).rows.slice(0, 2).map(({ title }) => title.en).toSorted()).toEqual(["one", "two"]);
    expect(await reading(SYSTEM, "system.run", (tx) => tx.select().from(notices).where(inArray(notices.titleEn, ["nobody", "other role"])))).toEqual([]);
  });

  it("is marked read only by people, and a key is refused", async () => {
    const key: Actor = { kind: "key", id: 9, name: "window", role: "supervisor", organisation: 1 };
    await expect(markRead(key, {})).rejects.toMatchObject({ code: "people-only" });
    await expect(setOwnAddress(key, { email: "a@example.org" })).rejects.toMatchObject({ code: "people-only" });
    await expect(markRead(house.feed, {})).rejects.toMatchObject({ kind: "forbidden", code: "not-permitted" });
  });
});

describe("a notice by e-mail", () => {
  it("goes to those who gave an address and want it, in their language, once", async () => {
    await setOwnAddress(house.sun, { email: "sun@example.org" });
    await setOwnAddress(house.mei, { email: "mei@example.org", on: false });
    expect(await toldBy({ roles: ["supervisor", "market_regulator"], people: [], webhooks: [], email: true })).toMatchObject({ emails: 1, webhooks: 0 });
    const [due] = await waiting();
    expect([due?.channel, await jobs()]).toEqual(["email", [`deliver-notice:${due?.id}`]]);
    await deliverNotice({ id: due?.id }, outside);
    await deliverNotice({ id: due?.id }, outside);
    expect(mails).toHaveLength(1);
    expect(mails[0]).toContain("To: sun@example.org");
    expect(mails[0]).toMatch(/^Message-ID: <notice-\d+@/m);
    expect(await delivery(due?.id ?? 0)).toMatchObject({ state: "delivered", tries: 1, problem: null });
  });

  it("waits while mail is off, and says why", async () => {
    await toldBy({ roles: ["supervisor"], people: [], webhooks: [], email: true });
    const [due] = await waiting();
    await deliverNotice({ id: due?.id }, { ...outside, smtpUrl: "" });
    expect(await delivery(due?.id ?? 0)).toMatchObject({ state: "waiting", tries: 1, problem: { code: "mail-off" } });
    await deliverNotice({ id: due?.id }, outside);
    expect(await delivery(due?.id ?? 0)).toMatchObject({ state: "delivered", tries: 2 });
  });

  it("is refused an address that is none", async () => {
    await expect(setOwnAddress(house.sun, { email: "sun" })).rejects.toMatchObject({ kind: "bad-input" });
    await expect(setOwnAddress(house.sun, { email: "sun@example.org\r\nBcc: x@example.org" })).rejects.toMatchObject({ kind: "bad-input" });
  });
});

describe("a notice by webhook", () => {
  const audience = (id: number) => ({ roles: [], people: [], webhooks: [id], email: false });

  it("is signed under the secret that was shown once, tried again under the same id, and given up at last", async () => {
    const hook = await addWebhook(house.sun, { name: "Duty room", address: hookAddress });
    expect(await toldBy(audience(hook.id))).toMatchObject({ people: 0, webhooks: 1 });
    const [due] = await waiting();
    answers = 500;
    await deliverNotice({ id: due?.id }, outside);
    expect(await delivery(due?.id ?? 0)).toMatchObject({ state: "waiting", tries: 1, problem: { code: "status", facts: { status: 500 } } });
    answers = 204;
    await deliverNotice({ id: due?.id }, outside);
    expect(await delivery(due?.id ?? 0)).toMatchObject({ state: "delivered", tries: 2 });
    const [first, second] = heard.splice(0);
    expect(first?.headers["webhook-id"]).toBe(second?.headers["webhook-id"]);
    const signed = `${String(second?.headers["webhook-id"])}.${String(second?.headers["webhook-timestamp"])}.${second?.body ?? ""}`;
    expect(second?.headers["webhook-signature"]).toBe(`v1,${createHmac("sha256", Buffer.from(hook.secret.slice("whsec_".length), "base64")).update(signed).digest("base64")}`);
    expect(JSON.parse(second?.body ?? "")).toMatchObject({ type: "notice.alert", data: { value: 412, address: "https://desk.example/alerts" } });

    answers = 500;
    await toldBy(audience(hook.id));
    const [again] = await waiting();
    for (let attempt = 0; attempt < 8; attempt++) await deliverNotice({ id: again?.id }, outside);
    expect(await delivery(again?.id ?? 0)).toMatchObject({ state: "dead", tries: 8, problem: { code: "status" } });
    answers = 204;
  });

  it.each<[number, string | null]>([
    [200, null],
    [299, null],
    [300, "status"],
    [404, "status"],
    [410, "gone"],
    [429, "asked-to-wait"],
    [503, "asked-to-wait"],
  ])("that is answered %i has the problem %s", async (status, code) => {
    const hook = await addWebhook(house.sun, { name: `Answers ${status}`, address: hookAddress });
    await toldBy(audience(hook.id));
    const [due] = await waiting();
    answers = status;
    await deliverNotice({ id: due?.id }, outside);
    answers = 204;
    const after = await delivery(due?.id ?? 0);
    expect([after?.state === "delivered", after?.problem?.code ?? null]).toEqual([code === null, code]);
    await removeWebhook(house.sun, { id: hook.id });
    await deliverNotice({ id: due?.id }, outside);
  });

  it("goes to no address of the own network that is not allowed", async () => {
    const hook = await addWebhook(house.sun, { name: "Inside", address: "http://169.254.169.254/latest" });
    await toldBy(audience(hook.id));
    const [due] = await waiting();
    await deliverNotice({ id: due?.id }, outside);
    expect(await delivery(due?.id ?? 0)).toMatchObject({ state: "waiting", problem: { code: "address-refused" } });
    await removeWebhook(house.sun, { id: hook.id });
    await deliverNotice({ id: due?.id }, outside);
    expect(await delivery(due?.id ?? 0)).toMatchObject({ state: "dead", problem: { code: "gone" } });
    expect(await toldBy(audience(hook.id))).toMatchObject({ webhooks: 0 });
  });

  it("is refused to officers, to other schemes, and where there is none", async () => {
    await expect(addWebhook(house.anna, { name: "Mine", address: hookAddress })).rejects.toMatchObject({ kind: "forbidden", code: "not-permitted" });
    await expect(removeWebhook(house.anna, { id: 1 })).rejects.toMatchObject({ kind: "forbidden", code: "not-permitted" });
    await expect(addWebhook(house.sun, { name: "File", address: "file:///etc/passwd" })).rejects.toMatchObject({ kind: "bad-input" });
    await expect(removeWebhook(house.sun, { id: 999_999 })).rejects.toMatchObject({ code: "unknown-webhook" });
  });
});
