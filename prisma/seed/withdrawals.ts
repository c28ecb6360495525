import { balancesOf } from "#domain/ledger/queries.ts";
import { approveWithdrawal } from "#domain/withdrawal/approve-withdrawal.ts";
import { cancelWithdrawal } from "#domain/withdrawal/cancel-withdrawal.ts";
import { rejectWithdrawal } from "#domain/withdrawal/reject-withdrawal.ts";
import { requestWithdrawal } from "#domain/withdrawal/request-withdrawal.ts";
import { hour } from "#lib/time.ts";
import { at, moment, type Seller, type World } from "./world.ts";

type Wish = { day: number; place: number; yuan: number; end: "APPROVED" | "REJECTED" | "CANCELLED" };

/** Who took money back during the sixty days; what was approved was paid the next Thursday. */
const wishes: readonly Wish[] = [
  { day: 24, place: 1, yuan: 3000, end: "APPROVED" },
  { day: 31, place: 3, yuan: 1500, end: "APPROVED" },
  { day: 38, place: 6, yuan: 200, end: "REJECTED" },
  { day: 45, place: 0, yuan: 2000, end: "APPROVED" },
  { day: 47, place: 5, yuan: 300, end: "CANCELLED" },
];

export async function sellersWithdraw(world: World, index: number): Promise<void> {
  for (const { place, yuan, end } of wishes.filter((wish) => wish.day === index)) {
    const seller = world.sellers[place]!;
    const amountMinor = BigInt(yuan) * 100n;
    if ((await prepaidOf(world, [seller])).get(seller)! < amountMinor) continue;
    const id = await request(world, seller, amountMinor, moment(world, index, 10));
    const now = moment(world, index, 11);
    const finance = at(world, world.staff.finance, now);
    if (end === "APPROVED") await approveWithdrawal(finance, { id });
    else if (end === "CANCELLED") await cancelWithdrawal(at(world, seller.actor, now), { id });
    else await rejectWithdrawal(finance, { id, reason: "有一笔采购正在核对，结清后请再申请" });
  }
}

async function prepaidOf(world: World, sellers: readonly Seller[]): Promise<Map<Seller, bigint>> {
  const ids = sellers.map((seller) => seller.actor.distributorId);
  const balances = await balancesOf(world, ids);
  return new Map(sellers.map((seller) => [seller, balances.get(seller.actor.distributorId)!.prepaidMinor]));
}

async function request(world: World, seller: Seller, amountMinor: bigint, now: Date): Promise<string> {
  return (await requestWithdrawal(at(world, seller.actor, now), { amountMinor: String(amountMinor) })).id;
}

/** One for each amount, by those of `among` with the most to take; an hour later approved when `approved` says so. */
export async function requestSome(
  world: World,
  amounts: readonly bigint[],
  { among, now, approved }: { among: readonly Seller[]; now: Date; approved: boolean },
): Promise<string[]> {
  const prepaid = await prepaidOf(world, among);
  const richest = [...among].sort((a, b) => Number(prepaid.get(b)! - prepaid.get(a)!));
  const ids: string[] = [];
  for (const [place, amountMinor] of amounts.entries()) {
    const seller = richest[place];
    if (!seller || prepaid.get(seller)! < amountMinor) continue;
    const id = await request(world, seller, amountMinor, now);
    if (approved) await approveWithdrawal(at(world, world.staff.finance2, new Date(now.getTime() + hour)), { id });
    ids.push(id);
  }
  return ids;
}
