/** Under which key a reminder is sent once, and found again from a voucher's own page. */
export const reminderKey = (personId: string, productId: string, day: string): string =>
  `voucher.expiring:${personId}:${productId}:${day}`;

/** Vouchers of a batch by where they are. */
export type StatusCounts = Record<"IN_STOCK" | "ALLOTTED" | "CLAIMED" | "REDEEMED" | "EXPIRED" | "VOIDED", number>;
export const noVouchers = (): StatusCounts => ({ IN_STOCK: 0, ALLOTTED: 0, CLAIMED: 0, REDEEMED: 0, EXPIRED: 0, VOIDED: 0 });
export const totalOf = (counts: StatusCounts): number => Object.values(counts).reduce((sum, count) => sum + count, 0);
