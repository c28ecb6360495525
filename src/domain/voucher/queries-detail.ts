import { authorize } from "#domain/access/rules.ts";
import type { Ctx } from "#lib/context.ts";
import type { Prisma } from "#lib/db.ts";
import { DomainError } from "#lib/errors.ts";
import { isId } from "#lib/ids.ts";
import { dayKey } from "#lib/time.ts";
import { voucherColumns } from "./queries.ts";
import { reminderKey } from "./rules.ts";

const MOST_EVENTS = 500;

export type VoucherDetail = Awaited<ReturnType<typeof getVoucher>>;
export type TimelineEntry = {
  key: string;
  at: Date;
  kind: string;
  /** Who: a name, a masked phone, or null for the system and for people without a phone. */
  who: string | null;
  actorKind: string | null;
  reason: string | null;
  /** Names and numbers of what it happened through, for links. */
  batchNo?: number;
  allotment?: { id: string; no: number; distributor: string; distributorId: string };
  link?: { id: string; no: number };
  merchant?: string;
  method?: string;
  messageId?: string;
};

const detailColumns = {
  ...voucherColumns,
  seq: true,
  costMinor: true,
  serialSealed: true,
  batch: {
    select: { id: true, no: true, source: true, fileName: true, costMinor: true, createdAt: true, createdById: true },
  },
  product: { select: { id: true, name: true, validityKind: true, validUntil: true, fulfilment: true, costMinor: true } },
  claim: { select: { createdAt: true, person: { select: { id: true, phoneMasked: true } } } },
  redemptions: {
    select: { id: true, method: true, createdAt: true, reversedAt: true, merchant: { select: { id: true, name: true } } },
    orderBy: { createdAt: "asc" },
    take: 100,
  },
} as const satisfies Prisma.VoucherSelect;

type Found = Prisma.VoucherGetPayload<{ select: typeof detailColumns }>;

/** Everything about one voucher except its code. */
export async function getVoucher(ctx: Ctx, id: string) {
  authorize(ctx, "voucher:read");
  if (!isId(id)) throw new DomainError("NOT_FOUND");
  const voucher = await ctx.db.voucher.findUnique({
    where: { id },
    select: detailColumns,
  });
  if (!voucher) throw new DomainError("NOT_FOUND");
  const { serialSealed, ...rest } = voucher;
  const detail = { ...rest, hasSerial: serialSealed !== null };
  return { ...detail, timeline: await timelineOf(ctx, detail) };
}

type Told = Omit<Found, "serialSealed">;

/** From the batch it was born in to its last move, oldest first; a message that reminded its owner is part of the story. */
async function timelineOf(ctx: Ctx, voucher: Told): Promise<TimelineEntry[]> {
  const events = await ctx.db.voucherEvent.findMany({
    where: { voucherId: voucher.id },
    orderBy: { id: "asc" },
    take: MOST_EVENTS,
  });
  const ids = (pick: (event: (typeof events)[number]) => string | null) => [
    ...new Set(events.map(pick).filter((value): value is string => value !== null)),
  ];
  const [people, allotments, links, messages] = await Promise.all([
    namesOf(ctx, [
      ...ids(({ actorKind, actorId }) => (/^(staff|distributor|merchant)$/.test(actorKind) ? actorId : null)),
      voucher.batch.createdById,
    ]),
    ctx.db.allotment.findMany({
      where: { id: { in: ids((event) => event.allotmentId) } },
      select: { id: true, no: true, distributor: { select: { id: true, name: true } } },
    }),
    ctx.db.claimLink.findMany({ where: { id: { in: ids((event) => event.linkId) } }, select: { id: true, no: true } }),
    remindersOf(ctx, voucher),
  ]);
  const allotmentOf = new Map(allotments.map((row) => [row.id, row]));
  const linkOf = new Map(links.map((link) => [link.id, link]));
  const birth: TimelineEntry = {
    key: "birth",
    at: voucher.createdAt,
    kind: voucher.batch.source === "IMPORT" ? "IMPORTED" : "GENERATED",
    who: people.get(voucher.batch.createdById ?? "") ?? null,
    actorKind: voucher.batch.createdById ? "staff" : "system",
    reason: null,
    batchNo: voucher.batch.no,
  };
  const moves = events.map((event): TimelineEntry => {
    const allotment = allotmentOf.get(event.allotmentId ?? "");
    const redemption =
      event.kind === "REDEEMED" ? voucher.redemptions.find((row) => row.createdAt.getTime() === event.at.getTime()) : undefined;
    return {
      key: `event-${event.id}`,
      at: event.at,
      kind: event.kind,
      who: event.actorKind === "device" ? (voucher.claim?.person.phoneMasked ?? null) : (people.get(event.actorId ?? "") ?? null),
      actorKind: event.actorKind,
      reason: event.reason,
      link: linkOf.get(event.linkId ?? ""),
      merchant: redemption?.merchant?.name,
      method: redemption?.method,
      ...(allotment
        ? {
            allotment: {
              id: allotment.id,
              no: allotment.no,
              distributor: allotment.distributor.name,
              distributorId: allotment.distributor.id,
            },
          }
        : {}),
    };
  });
  return [birth, ...moves, ...messages].sort((a, b) => a.at.getTime() - b.at.getTime());
}

async function namesOf(ctx: Ctx, ids: (string | null)[]): Promise<Map<string, string>> {
  const wanted = ids.filter((id): id is string => id !== null);
  const users = await ctx.db.user.findMany({ where: { id: { in: wanted } }, select: { id: true, name: true } });
  return new Map(users.map(({ id, name }) => [id, name]));
}

async function remindersOf(ctx: Ctx, { claim, product, expiresAt }: Told): Promise<TimelineEntry[]> {
  if (!claim || !expiresAt) return [];
  const dedupeKey = reminderKey(claim.person.id, product.id, dayKey(expiresAt));
  const message = await ctx.db.message.findUnique({
    where: { dedupeKey },
    select: { id: true, createdAt: true, status: true, recipient: true },
  });
  if (!message) return [];
  const { id, createdAt, recipient } = message;
  return [
    { key: `message-${id}`, at: createdAt, kind: "REMINDED", who: recipient, actorKind: "system", reason: null, messageId: id },
  ];
}
