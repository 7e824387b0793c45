import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { mailOf } from "./mail.ts";
import { mailProblem } from "./problem.ts";
import { webhookBody, webhookHeaders } from "./webhook.ts";

test("a message is signed as Standard Webhooks says, over its id, its time and its body", () => {
  const key = Buffer.from("a key of thirty-two bytes, exact");
  const body = '{"type":"notice.alert"}';
  const headers = webhookHeaders(`whsec_${key.toString("base64")}`, { id: "msg_notice_7", body, now: new Date("2026-03-02T04:00:00.900Z") });
  expect(headers).toEqual({ "webhook-id": "msg_notice_7", "webhook-timestamp": "1772424000", "webhook-signature": `v1,${createHmac("sha256", key).update(`msg_notice_7.1772424000.${body}`).digest("base64")}` });
});

test("its body says what happened, when, and where to look", () => {
  const body = webhookBody(
    {
      id: 7,
      kind: "alert",
      title: { en: "Many open", zh: "待处理过多" },
      body: { en: "412", zh: "412" },
      href: "/alerts",
      at: new Date("2026-03-02T04:00:00Z"),
      alert: 3,
      value: 412,
    },
    "https://desk.example",
  );
  expect(JSON.parse(body)).toEqual({
    type: "notice.alert",
    timestamp: "2026-03-02T04:00:00.000Z",
    data: { id: 7, title: { en: "Many open", zh: "待处理过多" }, body: { en: "412", zh: "412" }, address: "https://desk.example/alerts", alert: 3, value: 412 },
  });
});

test("a mail is in the reader's language first, and its subject is one line whatever a name contains", () => {
  const mail = mailOf({ title: { en: "Many open\r\nBcc: someone", zh: "待处理过多" }, body: { en: "412", zh: "412份" }, href: "/alerts" }, "en", "https://desk.example");
  expect(mail.subject).toBe("[Tallyhouse] Many open Bcc: someone");
  expect(mail.text).toContain("https://desk.example/en/alerts");
  expect(mailOf({ title: { en: "Many", zh: "过多" }, body: { en: "412", zh: "412份" }, href: "/alerts" }, "zh-CN", "").text.startsWith("过多\n\n412份\n\n/zh-CN/alerts")).toBe(true);
});

test.each([
  [Object.assign(new Error("Invalid login"), { code: "EAUTH", responseCode: 535 }), "mail-sign-in"],
  [Object.assign(new Error("No such user"), { code: "EENVELOPE", responseCode: 550 }), "mail-refused"],
  [Object.assign(new Error("connect ECONNREFUSED"), { code: "ESOCKET" }), "not-reached"],
  [Object.assign(new Error("Timeout"), { code: "ETIMEDOUT" }), "timed-out"],
  [new Error("something else"), "unexpected"],
])("a mail server's no is worded: %s", (error, code) => {
  expect(mailProblem(error).code).toBe(code);
});
