import { approveAdjustment } from "#domain/adjustment/approve-adjustment.ts";
import { requestAdjustment } from "#domain/adjustment/request-adjustment.ts";
import { decideDispute } from "#domain/dispute/decide-dispute.ts";
import { openDispute } from "#domain/dispute/open-dispute.ts";
import { replyDispute } from "#domain/dispute/reply-dispute.ts";
import { changeTax } from "#domain/distributor/change-tax.ts";
import { reverseRedemption } from "#domain/redemption/reverse-redemption.ts";
import { hour } from "#lib/time.ts";
import { at, moment, type World } from "./world.ts";

const tuesday = 2;
const weekday = (date: Date) => new Date(date.getTime() + 8 * 3_600_000).getUTCDay();
const after = (now: Date, hours: number) => new Date(now.getTime() + hours * hour);

/** What goes wrong in eight weeks and is put right: on Tuesdays, between the week's statements and their payment. */
export async function putRight(world: World, index: number): Promise<void> {
  if (weekday(moment(world, index, 12)) !== tuesday) return;
  const week = Math.floor(index / 7);
  const now = moment(world, index, 10);
  if (week === 2) await registerCompany(world, 1, now);
  if (week === 3) await adjust(world, 1, { sign: "PLUS", amountMinor: "8800", reason: "十月拉新活动奖励" }, now);
  if (week === 4) await contest(world, 0, "这张券是我自己店里卖的，应当按一级计佣。", now, "upheld");
  if (week === 5) await adjust(world, 4, { sign: "MINUS", amountMinor: "1500", reason: "九月重复计算的佣金" }, now);
  if (week === 5) await takeBack(world, now);
  if (week === 6) await contest(world, 1, "这一笔的零售价录错了，应为 25 元。", now, "corrected");
}

/** What waits for somebody on the last day: an adjustment for a second person, a dispute with a question in it. */
export async function leaveOpenCorrections(world: World): Promise<void> {
  const now = after(world.now, -6);
  const input = { sign: "PLUS" as const, amountMinor: "5000", reason: "双十一陈列补贴" };
  await requestAdjustment(at(world, world.staff.manager, now), {
    distributorId: world.sellers[2]!.actor.distributorId,
    ...input,
  });
  const id = await contest(world, 0, "这位顾客说没有用过这张券，请核实核销时间。", now, "open");
  if (!id) return;
  const finance = at(world, world.staff.finance, after(now, 2));
  await replyDispute(finance, { disputeId: id, text: "已联系门店调取记录，麻烦提供一下顾客的领取时间。" });
}

/** From now on he invoices, and nothing is withheld from him. */
async function registerCompany(world: World, place: number, now: Date): Promise<void> {
  const { distributorId: id } = world.sellers[place]!.actor;
  const facts = { taxKind: "COMPANY" as const, taxId: "91440101MADEMO001X", reason: "已核对营业执照" };
  await changeTax(at(world, world.staff.finance, now), { id, ...facts });
}

type Correction = { sign: "PLUS" | "MINUS"; amountMinor: string; reason: string };

async function adjust(world: World, place: number, correction: Correction, now: Date): Promise<void> {
  const { distributorId } = world.sellers[place]!.actor;
  const { id } = await requestAdjustment(at(world, world.staff.finance, now), { distributorId, ...correction });
  await approveAdjustment(at(world, world.staff.finance2, after(now, 1)), { id });
}

/** A seller contests a line of his newest statement; null when there is none that waits for payment. */
async function contest(
  world: World,
  place: number,
  text: string,
  now: Date,
  end: "open" | "upheld" | "corrected",
): Promise<string | null> {
  const { actor } = world.sellers[place]!;
  const statement = await world.db.statement.findFirst({
    where: { distributorId: actor.distributorId, status: "PAYABLE", lineCount: { gt: 2 } },
    orderBy: { id: "desc" },
    include: { commissions: { where: { clawback: null }, orderBy: { id: "desc" }, take: 1 } },
  });
  const line = statement?.commissions[0];
  if (!statement || !line) return null;
  const { id } = await openDispute(at(world, actor, now), { statementId: statement.id, commissionId: line.id, text });
  const finance = at(world, world.staff.finance, after(now, 3));
  if (end === "upheld") {
    const answer = "核销记录显示这张券来自下级的领取链接，按规则计为二级，金额无误。";
    await decideDispute(finance, { disputeId: id, outcome: "UPHELD", text: answer });
  }
  if (end === "corrected") {
    const answer = "核对后确认少算，已补记差额。";
    const decision = { disputeId: id, outcome: "CORRECTED" as const, text: answer, sign: "PLUS" as const, amountMinor: "45" };
    const { adjustmentId } = await decideDispute(finance, decision);
    if (adjustmentId) await approveAdjustment(at(world, world.staff.finance2, after(now, 4)), { id: adjustmentId });
  }
  return id;
}

/** A redemption is reversed after its commissions were paid: they are owed from now on. */
async function takeBack(world: World, now: Date): Promise<void> {
  const paid = await world.db.redemption.findFirst({
    where: {
      ...{ reversedAt: null, merchantId: { not: null } },
      commissions: { some: { status: "PAID", distributorId: world.sellers[0]!.actor.distributorId } },
    },
    orderBy: { id: "desc" },
    select: { id: true },
  });
  if (!paid) return;
  const support = at(world, world.staff.support, now);
  await reverseRedemption(support, { id: paid.id, reason: "顾客投诉门店误扫，已与门店核实" });
}
