import { dayKey } from "#lib/time.ts";
import { payoutOf } from "../payout/sandbox-payout.ts";
import type { StatementLine } from "./payment.ts";
import type { Fact, SandboxBooks } from "./sandbox-books.ts";
import { sandboxFate, sandboxFee } from "./sandbox-fates.ts";

/** What the sandbox's books say happened on a day, money out included. Null until the day is over. */
export async function sandboxStatement(books: SandboxBooks, day: string, now: Date): Promise<StatementLine[] | null> {
  if (day >= dayKey(now)) return null;
  const all = await Promise.all([payments(books), refunds(books), payouts(books, now)]);
  return all.flat().filter((line) => dayKey(line.at) === day);
}

async function factsIn(books: SandboxBooks, folder: string): Promise<[string, Fact][]> {
  const names = await books.list(folder);
  return Promise.all(names.map(async (name) => [name.slice(folder.length + 1), (await books.read(name))!] as [string, Fact]));
}

async function payments(books: SandboxBooks): Promise<StatementLine[]> {
  const paid = (await factsIn(books, "fates")).filter(([, fate]) => fate.state === "PAID");
  return Promise.all(
    paid.map(async ([outNo, fate]) => {
      const amountMinor = BigInt((await books.read(`payments/${outNo}`))!.amountMinor!);
      return line({ kind: "PAYMENT", outNo, amountMinor, at: fate.at!, feeMinor: sandboxFee(amountMinor) });
    }),
  );
}

async function refunds(books: SandboxBooks): Promise<StatementLine[]> {
  return (await factsIn(books, "refunds"))
    .map(([, fact]) => ({ fact, amountMinor: BigInt(fact.amountMinor!) }))
    .filter(({ amountMinor }) => !["FAILED", "LOST"].includes(sandboxFate(amountMinor)))
    .map(({ fact, amountMinor }) => line({ kind: "REFUND", outNo: fact.refundNo!, amountMinor: -amountMinor, at: fact.at! }));
}

async function payouts(books: SandboxBooks, now: Date): Promise<StatementLine[]> {
  const names = (await books.list("payouts")).map((name) => name.slice("payouts/".length)).filter((name) => !name.includes("."));
  const all = await Promise.all(names.map((outNo) => payoutOf(books, outNo)));
  return all.flatMap((payout) => {
    if (!payout) return [];
    const { order, outNo } = payout;
    const amountMinor = BigInt(order.amountMinor!);
    const moved = payout.moved(now);
    return [
      ...(moved.paidAt
        ? [line({ kind: "PAYOUT", outNo, amountMinor: -amountMinor, at: moved.paidAt, payee: order.holderName! })]
        : []),
      ...(moved.returnedAt ? [line({ kind: "RETURN", outNo, amountMinor, at: moved.returnedAt, payee: order.holderName! })] : []),
    ];
  });
}

type Moved = {
  kind: StatementLine["kind"];
  outNo: string;
  amountMinor: bigint;
  at: Date | string;
  feeMinor?: bigint;
  payee?: string;
};

const line = ({ kind, outNo, amountMinor, at, feeMinor = 0n, payee }: Moved): StatementLine => ({
  lineId: `${kind}-${outNo}`,
  kind,
  outNo,
  providerRef: `sbx_${outNo}`,
  amountMinor,
  feeMinor,
  at: new Date(at),
  payee: payee ?? null,
});
