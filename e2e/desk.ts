import type { Locator, Page } from "@playwright/test";
import { expect } from "./story.ts";

/** The line of a consignment at the desk. */
export function lineOf(page: Page, number: string): Locator {
  return page.getByRole("row").filter({ hasText: number });
}

/** The line on which the keys act. */
export function activeLine(page: Page): Locator {
  return page.locator("[role=row][data-active]");
}

/** A notice at the edge of the screen with this text. */
export function notice(page: Page, text: string): Locator {
  return page.getByRole("alertdialog").filter({ hasText: text });
}

/** Keeps the news of the house from a window, as a bad connection does, so that it goes on showing what it knew. */
export async function cutOff(page: Page): Promise<void> {
  await page.route("**/api/desk/live", (route) => route.fulfill({ contentType: "text/event-stream", body: "retry: 600000\n\n" }));
}

/** The desk narrowed to what a search finds, with its first line under the keys. */
export async function deskOf(open: (path: string) => Promise<void>, page: Page, search: string, more = ""): Promise<void> {
  await open(`/desk?q=${encodeURIComponent(search)}${more}`);
  await expect(activeLine(page)).toBeVisible();
}
