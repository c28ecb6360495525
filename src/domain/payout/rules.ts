import type { PayeeKind } from "#domain/payee/rules.ts";

/** Pure: what payouts are called, and which account pays them. */
export const payoutProviderNames = ["BANK", "ALIPAY", "WECHAT", "STRIPE", "SANDBOX"] as const;
export type PayoutProviderKey = (typeof payoutProviderNames)[number];

export const batchStatuses = ["PREPARED", "APPROVED", "REJECTED", "DONE"] as const;
export type BatchStatus = (typeof batchStatuses)[number];
export const itemStatuses = [
  ...(["PREPARED", "READY", "HELD", "SENDING", "WAITING", "UNKNOWN", "PARKED"] as const),
  ...(["PAID", "FAILED", "RETURNED", "CANCELLED"] as const),
] as const;
export type ItemStatus = (typeof itemStatuses)[number];
export const attemptStates = [
  ...(["INTENT", "PENDING", "WAITING", "UNKNOWN", "PARKED"] as const),
  ...(["PAID", "FAILED", "RETURNED", "CANCELLED"] as const),
] as const;
export type AttemptState = (typeof attemptStates)[number];

/** "FK-00042": a batch. "ZF-000042": one payout in it. */
export const batchNo = (no: number): string => `FK-${String(no).padStart(5, "0")}`;
export const itemNo = (no: number): string => `ZF-${String(no).padStart(6, "0")}`;

/** Which accounts a provider can pay to, in the order they are looked for. */
export const payeeKindsOf = (
  provider: PayoutProviderKey,
  configured: { payeeKinds: readonly PayeeKind[] } | undefined,
): readonly PayeeKind[] => (provider === "BANK" ? ["BANK"] : (configured?.payeeKinds ?? []));

/** What an item is while its attempt is in a state. A cancelled attempt leaves an item that a person sends again or cancels. */
export const itemStatusOf: Record<AttemptState, ItemStatus> = {
  INTENT: "SENDING",
  PENDING: "SENDING",
  WAITING: "WAITING",
  UNKNOWN: "UNKNOWN",
  PARKED: "PARKED",
  PAID: "PAID",
  FAILED: "FAILED",
  CANCELLED: "FAILED",
  RETURNED: "RETURNED",
};

/** Nothing more will become of it without a new item. */
export const isOver = (status: ItemStatus): boolean => status === "PAID" || status === "RETURNED" || status === "CANCELLED";
/** Money may be on its way: only the provider or two people can say what became of it. */
export const isOut = (status: ItemStatus): boolean => ["SENDING", "WAITING", "UNKNOWN", "PARKED"].includes(status);
/** A person may cancel it by himself: nothing is on its way. */
export const isCancellable = (status: ItemStatus): boolean => ["PREPARED", "READY", "HELD", "FAILED"].includes(status);

/** Two people may say what became of it: the provider cannot tell, or it is a bank that has not answered our file. */
export const isDecidable = (provider: PayoutProviderKey, state: AttemptState): boolean =>
  state === "PARKED" || (provider === "BANK" && state === "PENDING");
