import type { PayoutProvider, PayoutReply, SendPayout } from "#adapters/payout/payout.ts";
import { openPayee } from "#domain/payee/reveal-payee.ts";
import type { Ctx } from "#lib/context.ts";
import { keyedHash, sameBytes } from "#lib/crypto.ts";
import { env } from "#lib/env.ts";
import { DomainError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import { documentNo } from "./book-payout.ts";
import { callFor } from "./rules-reply.ts";

/** Which of the configured providers there are: tests and the clock hand in their own. */
export type Providers = ReadonlyMap<string, PayoutProvider>;

type Payable = {
  provider: string;
  currency: string;
  payeeAccountId: string;
  amountMinor: bigint;
  statementId: string | null;
  withdrawalId: string | null;
};

/** The request of an attempt, made from what never changes: made again, it is the same. */
export async function orderOf(ctx: Pick<Ctx, "db">, item: Payable, outNo: string): Promise<SendPayout> {
  const payee = await ctx.db.payeeAccount.findUniqueOrThrow({ where: { id: item.payeeAccountId } });
  const { kind, holderName } = payee;
  return {
    outNo,
    amountMinor: item.amountMinor,
    currency: item.currency,
    payee: { kind, number: openPayee(payee), holderName },
    memo: await documentNo(ctx.db as Parameters<typeof documentNo>[0], item),
    notifyUrl: `${env().APP_URL}/api/webhooks/${item.provider.toLowerCase()}`,
  };
}

/** Proves later that what is sent again is what was sent. Keyed: an account number can be guessed. */
export function bodyHash(order: SendPayout): Uint8Array<ArrayBuffer> {
  const { outNo, amountMinor, currency, payee, memo } = order;
  const body = [outNo, String(amountMinor), currency, payee.kind, payee.number, payee.holderName, memo];
  return new Uint8Array(keyedHash("payout-body", JSON.stringify(body)));
}

export function sameBody(order: SendPayout, hash: Uint8Array): void {
  if (!sameBytes(bodyHash(order), hash)) throw new DomainError("CONFLICT", { outNo: order.outNo });
}

/** Calls a provider. Whatever goes wrong on the way is "unknown": only a definite answer is an answer. */
export async function askProvider(what: string, call: () => Promise<PayoutReply>): Promise<PayoutReply> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<PayoutReply>((resolve) => {
    timer = setTimeout(() => resolve({ state: "UNKNOWN", reason: "no answer in time" }), callFor);
  });
  try {
    return await Promise.race([call(), late]);
  } catch (error) {
    log.error({ err: error, what }, "payout provider failed");
    return { state: "UNKNOWN", reason: error instanceof Error ? error.name : "error" };
  } finally {
    clearTimeout(timer);
  }
}
