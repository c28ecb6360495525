import { env } from "#lib/env.ts";
import type { PaymentProvider, PaymentReply, RefundReply } from "./payment.ts";
import { type Fact, isSandboxNumber, type SandboxBooks, sandboxBooks } from "./sandbox-books.ts";
import { sandboxFate, sandboxFee, sandboxPendingMs } from "./sandbox-fates.ts";
import { readSandboxNotice } from "./sandbox-notice.ts";
import { sandboxStatement } from "./sandbox-statement.ts";

/** Money in without money: the payer decides on a page of ours what becomes of it. The provider keeps 0.6 %. */
export const sandboxMerchant = "sandbox";

export type SandboxOrder = {
  outNo: string;
  amountMinor: bigint;
  currency: string;
  title: string;
  expiresAt: Date;
  returnUrl: string;
  state: "OPEN" | "PAID" | "FAILED" | "CLOSED";
  decidedAt: Date | null;
};

/** What the sandbox's pay page shows. */
export async function readSandboxOrder(outNo: string, books = sandboxBooks(), now = new Date()): Promise<SandboxOrder | null> {
  const order = isSandboxNumber(outNo) ? await books.read(`payments/${outNo}`) : null;
  if (!order) return null;
  const expiresAt = new Date(order.expiresAt!);
  let fate = await books.read(`fates/${outNo}`);
  if (!fate && now >= expiresAt) fate = await books.once(`fates/${outNo}`, { state: "CLOSED", at: order.expiresAt! });
  return {
    outNo,
    amountMinor: BigInt(order.amountMinor!),
    currency: order.currency!,
    title: order.title!,
    expiresAt,
    returnUrl: order.returnUrl!,
    state: (fate?.state as SandboxOrder["state"]) ?? "OPEN",
    decidedAt: fate ? new Date(fate.at!) : null,
  };
}

/** Sets what becomes of an open order; the first decision counts. The answer is the order as it is then. */
export async function decideSandboxOrder(
  outNo: string,
  state: "PAID" | "FAILED" | "CLOSED",
  books = sandboxBooks(),
  now = new Date(),
): Promise<SandboxOrder | null> {
  const order = await readSandboxOrder(outNo, books, now);
  if (order?.state !== "OPEN") return order;
  await books.once(`fates/${outNo}`, { state, at: now.toISOString() });
  return readSandboxOrder(outNo, books, now);
}

function replyOf(order: SandboxOrder | null): PaymentReply {
  if (!order) return { state: "NOT_FOUND" };
  if (order.state === "OPEN") return { state: "PENDING" };
  if (order.state !== "PAID") return { state: order.state, reason: order.state === "FAILED" ? "declined" : "closed" };
  const { outNo, amountMinor, currency, decidedAt } = order;
  return {
    state: "PAID",
    ref: `sbx_${outNo}`,
    amountMinor,
    currency,
    feeMinor: sandboxFee(amountMinor),
    merchant: sandboxMerchant,
    paidAt: decidedAt!,
  };
}

function refundReply(fact: Fact | null, now: Date, asked: boolean): RefundReply {
  if (!fact) return { state: "NOT_FOUND" };
  const amountMinor = BigInt(fact.amountMinor!);
  const fate = sandboxFate(amountMinor);
  const age = now.getTime() - Date.parse(fact.at!);
  if (fate === "FAILED") return { state: "FAILED", reason: "the payer's account is closed" };
  if (fate === "LOST" || (fate === "UNKNOWN" && !asked)) return { state: "UNKNOWN", reason: "no answer" };
  if (fate === "PENDING" && age < sandboxPendingMs) return { state: "PENDING", ref: `sbx_${fact.refundNo}` };
  return { state: "DONE", ref: `sbx_${fact.refundNo}`, amountMinor, at: new Date(fact.at!) };
}

export function sandboxPayments(books: SandboxBooks = sandboxBooks(), now: () => Date = () => new Date()): PaymentProvider {
  return {
    name: "SANDBOX",
    methods: ["SANDBOX"],
    merchant: sandboxMerchant,
    accepted: { status: 204, body: "", type: "text/plain" },
    async start({ outNo, amountMinor, currency, title, expiresAt, returnUrl }) {
      if (!isSandboxNumber(outNo)) return { state: "FAILED", reason: "the number has characters it may not have" };
      const fact = { amountMinor: String(amountMinor), currency, title, expiresAt: expiresAt.toISOString(), returnUrl };
      const kept = await books.once(`payments/${outNo}`, fact);
      if (kept.amountMinor !== fact.amountMinor || kept.currency !== currency)
        return { state: "FAILED", reason: "the number was used for another amount" };
      return {
        state: "PENDING",
        handoff: { kind: "redirect", url: `${env().APP_URL}/pay/sandbox/${outNo}` },
        ref: `sbx_${outNo}`,
      };
    },
    query: async ({ outNo }) => replyOf(await readSandboxOrder(outNo, books, now())),
    close: async ({ outNo }) => replyOf(await decideSandboxOrder(outNo, "CLOSED", books, now())),
    async refund({ outNo, refundNo, amountMinor }) {
      const order = await readSandboxOrder(outNo, books, now());
      if (order?.state !== "PAID" || !isSandboxNumber(refundNo)) return { state: "FAILED", reason: "nothing was paid" };
      const others = await refundsOf(books, outNo, refundNo);
      if (others + amountMinor > order.amountMinor) return { state: "FAILED", reason: "more than was paid" };
      const fact = { outNo, refundNo, amountMinor: String(amountMinor), at: now().toISOString() };
      return refundReply(await books.once(`refunds/${outNo}.${refundNo}`, fact), now(), false);
    },
    queryRefund: async ({ outNo, refundNo }) => refundReply(await books.read(`refunds/${outNo}.${refundNo}`), now(), true),
    readNotice: async (raw) => readSandboxNotice(raw, now()),
    downloadStatement: (day) => sandboxStatement(books, day, now()),
  };
}

async function refundsOf(books: SandboxBooks, outNo: string, but: string): Promise<bigint> {
  const names = (await books.list("refunds")).filter((name) => name.startsWith(`refunds/${outNo}.`) && !name.endsWith(`.${but}`));
  const facts = await Promise.all(names.map((name) => books.read(name)));
  return facts
    .map((fact) => BigInt(fact!.amountMinor!))
    .filter((amount) => sandboxFate(amount) !== "FAILED")
    .reduce((sum, amount) => sum + amount, 0n);
}
