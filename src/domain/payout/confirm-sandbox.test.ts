import { expect } from "vitest";
import { payoutProviders, usePayoutProviders as replaceProviders } from "#adapters/payout/providers.ts";
import { sandboxPayouts } from "#adapters/payout/sandbox.ts";
import type { Ctx } from "#lib/context.ts";
import { test } from "#test/database.ts";
import { ctxOf, makeDistributor, systemCtx } from "#test/factories.ts";
import { makeApproved, makePeople, makeStatement, makeWithdrawing } from "#test/payouts.ts";
import { confirmSandbox, getSandboxPayout } from "./confirm-sandbox.ts";
import { getConfirmation, getItem } from "./queries-item.ts";
import { listAwaiting, listOwnPayeeKinds } from "./queries-own.ts";
import { sendPayouts } from "./send-payouts.ts";

/** 50.03: the sandbox waits for the payee. */
const waitingMinor = 5003n;
const stranger = (ctx: Ctx): Ctx => ({ ...ctx, actor: { kind: "public", ip: null, userAgent: null } });

test("the payee confirms on the sandbox's page, its notice comes our way, and the payout is paid", async ({ db }) => {
  const people = await makePeople(db);
  const { distributor, withdrawal } = await makeWithdrawing(db, people, waitingMinor);
  const own = ctxOf(db, distributor.actor);
  const { items, batch } = await makeApproved(db, people, { withdrawalIds: [withdrawal.id] }, payoutProviders().on);
  await sendPayouts(systemCtx(db), { batchId: batch.id });
  const id = items[0]!.id;
  const item = await getItem(own, id);
  expect(item.status).toBe("WAITING");
  const outNo = item.outNo!;
  expect((await getConfirmation(own, id))?.confirm).toBe(`/pay/sandbox/payout/${outNo}`);
  expect(await getSandboxPayout(stranger(own), outNo)).toMatchObject({ itemId: id, state: "WAITING", amountMinor: waitingMinor });
  expect(await confirmSandbox(stranger(own), { outNo })).toEqual({ itemId: id, state: "PAID" });
  expect((await getItem(own, id)).status).toBe("PAID");
  expect((await confirmSandbox(stranger(own), { outNo })).state).toBe("PAID");
  expect(await getConfirmation(own, id)).toBeNull();
});

test("where there is no sandbox there is no such page, and an unknown number is not found", async ({ db }) => {
  const ctx = systemCtx(db);
  await expect(getSandboxPayout(ctx, "KP261122000001A1ABCDEF")).rejects.toMatchObject({ code: "NOT_FOUND" });
  replaceProviders([]);
  try {
    await expect(confirmSandbox(ctx, { outNo: "KP261122000001A1ABCDEF" })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(listOwnPayeeKinds(ctxOf(db, (await makeDistributor(db)).actor))).toEqual(["BANK"]);
    replaceProviders([{ ...sandboxPayouts(), payeeKinds: ["ALIPAY"] }]);
    expect(listOwnPayeeKinds(ctxOf(db, (await makeDistributor(db)).actor))).toEqual(["BANK", "ALIPAY"]);
  } finally {
    replaceProviders(null);
  }
});

test("what is owed and not under way is listed for its owner alone, until its payout is approved", async ({ db }) => {
  const people = await makePeople(db);
  const { statement, distributor } = await makeStatement(db, "2026-03-01");
  const own = ctxOf(db, distributor.actor);
  expect(await listAwaiting(own)).toMatchObject([{ kind: "statement", id: statement.id, amountMinor: 250n, undecided: false }]);
  expect(await listAwaiting(ctxOf(db, (await makeDistributor(db)).actor))).toEqual([]);
  await makeApproved(db, people, { statementIds: [statement.id] }, payoutProviders().on);
  expect(await listAwaiting(own)).toEqual([]);
  await expect(listAwaiting(people.first)).rejects.toMatchObject({ code: "FORBIDDEN" });
});
