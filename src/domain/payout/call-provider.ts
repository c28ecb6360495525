import type { PayoutProvider, PayoutReply, SendPayout } from "#adapters/payout/payout.ts";
import { openPayee } from "#domain/payee/reveal-payee.ts";
import type { PayeeKind } from "#domain/payee/rules.ts";
import { keyedHash, sameBytes } from "#lib/crypto.ts";
import { Prisma } from "#lib/db.ts";
import { env } from "#lib/env.ts";
import { DomainError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import { callFor } from "./rules-reply.ts";

/** Which of the configured providers there are: tests and the clock hand in their own. */
export type Providers = ReadonlyMap<string, PayoutProvider>;

/** What a request is made of, read where the item is taken. */
export type Payable = {
  provider: string;
  currency: string;
  amountMinor: bigint;
  payeeAccountId: string;
  payeeKind: PayeeKind;
  holderName: string;
  numberSealed: Uint8Array;
  /** "ST-000042" or "TX-000042" */
  memo: string;
};
export const payableColumns = Prisma.sql`
  b.provider::text AS provider, b.currency, i.amount_minor AS "amountMinor", p.id::text AS "payeeAccountId", p.kind::text AS "payeeKind",
  p.holder_name AS "holderName", p.number_sealed AS "numberSealed", coalesce(
    (SELECT 'ST-' || lpad(s.no::text, 6, '0') FROM statement s WHERE s.id = i.statement_id),
    (SELECT 'TX-' || lpad(w.no::text, 6, '0') FROM withdrawal w WHERE w.id = i.withdrawal_id)) AS memo`;

/** The request of an attempt, made from what never changes: made again, it is the same. */
export function orderOf(item: Payable, outNo: string): SendPayout {
  const { amountMinor, currency, payeeKind: kind, holderName, memo } = item;
  const number = openPayee({ id: item.payeeAccountId, numberSealed: item.numberSealed });
  const notifyUrl = `${env().APP_URL}/api/webhooks/${item.provider.toLowerCase()}`;
  return { outNo, amountMinor, currency, payee: { kind, number, holderName }, memo, notifyUrl };
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
