import { createTranslator } from "next-intl";
import { describe, expect, test } from "vitest";
import type { AttemptRow, ItemDetail } from "#domain/payout/queries-item.ts";
import { type AttemptState, attemptStates } from "#domain/payout/rules.ts";
import en from "#i18n/en/ownPayout.json" with { type: "json" };
import zh from "#i18n/zh-CN/ownPayout.json" with { type: "json" };
import { eventsOf } from "./events-of.ts";

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 22, 6, minutes));
const locales = { en, "zh-CN": zh };

function eventsIn(locale: keyof typeof locales, steps: [AttemptState, AttemptState][], status: ItemDetail["status"] = "PAID") {
  const problems: string[] = [];
  const t = createTranslator({
    locale,
    messages: { ownPayout: locales[locale] },
    namespace: "ownPayout",
    onError: (error) => problems.push(error.message),
  });
  const evidence = steps.map(([fromState, toState], index) => ({ id: `e${index}`, fromState, toState, at: at(index + 2) }));
  const attempt = { id: "a1", sentAt: at(1), confirmBy: at(50), providerRef: "REF-1", evidence } as unknown as AttemptRow;
  const item = { id: "i1", status, createdAt: at(0), updatedAt: at(59), attempts: [attempt] } as unknown as ItemDetail;
  const events = eventsOf(item, t as never, "WeChat Pay");
  expect(problems).toEqual([]);
  return events;
}

describe("what happened to a payout", () => {
  test("the newest first, with what the payee needs to know of it", () => {
    const events = eventsIn("en", [
      ["INTENT", "WAITING"],
      ["WAITING", "WAITING"],
      ["WAITING", "PAID"],
    ]);
    expect(events.map(({ title }) => title)).toEqual([
      "Paid to your account",
      "Waits for you to confirm",
      "Handed to WeChat Pay",
      "Finance arranged this payout",
    ]);
    expect(events[0]!.text).toBe("WeChat Pay reference REF-1");
    expect(events[1]!.text).toBe("Please confirm before 2026-11-22 14:50.");
  });

  test("every state has its words in both languages", () => {
    for (const locale of ["en", "zh-CN"] as const)
      for (const state of attemptStates.filter((each) => each !== "INTENT"))
        expect(eventsIn(locale, [["INTENT", state]])).toHaveLength(3);
  });

  test("what we held, queued or cancelled ourselves is said last", () => {
    for (const status of ["HELD", "READY", "CANCELLED"] as const) {
      const [first] = eventsIn("en", [], status);
      expect(first!.at).toEqual(at(59));
    }
  });
});
