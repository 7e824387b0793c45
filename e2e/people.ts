import { randomInt } from "node:crypto";
import type { Page } from "@playwright/test";
import type { Visitor } from "./entrance.ts";
import { expect } from "./story.ts";
import type { Words } from "./words.ts";

const PASSWORD = "a quiet harbour at dawn";

/** Adds a customs officer, whom no other story knows, by the administrator's form at this address. */
export async function addOfficer(page: Page, open: (path: string) => Promise<void>, words: Words, name = { en: "Lin Story", zh: "林试" }): Promise<Visitor> {
  const login = `story.${randomInt(100_000, 1_000_000)}`;
  await open("/admin/people/new");
  const form = page.getByRole("main");
  await form.getByLabel(words("admin.people.login"), { exact: true }).fill(login);
  await form.getByLabel(words("admin.people.nameEn"), { exact: true }).fill(name.en);
  await form.getByLabel(words("admin.people.nameZh"), { exact: true }).fill(name.zh);
  await form.getByLabel(words("admin.people.firstPassword"), { exact: true }).fill(PASSWORD);
  await form.getByRole("button", { name: words("admin.people.add"), exact: true }).click();
  await expect(page).toHaveURL(/\/admin\/people\/\d+$/);
  return { login, password: PASSWORD };
}

/** Changes the own password on the account page that stands open. */
export async function changePassword(page: Page, words: Words, { from, to }: { readonly from: string; readonly to: string }): Promise<void> {
  await page.getByLabel(words("access.account.present"), { exact: true }).fill(from);
  await page.getByLabel(words("access.account.wanted"), { exact: true }).fill(to);
  await page.getByLabel(words("access.account.wantedAgain"), { exact: true }).fill(to);
  await page.getByRole("button", { name: words("access.account.changePassword"), exact: true }).click();
  await expect(page.getByText(words("access.account.saved"), { exact: true })).toBeVisible();
}

/** Types login and password into the form that stands open, and waits for its answer. */
export async function typeSignIn(page: Page, words: Words, { login, password }: Visitor): Promise<void> {
  await page.getByLabel(words("access.signIn.login")).fill(login);
  await page.getByLabel(words("access.signIn.password")).fill(password);
  const answered = page.waitForResponse(/\/api\/auth\/callback\/credentials/);
  await page.getByRole("button", { name: words("access.signIn.go"), exact: true }).click();
  await answered;
}
