/** Everything about money that a person must look at. Words for each: i18n `incidents.kind.<kind>`. */
export const incidentKinds = [
  /** What was paid differs from what was asked: amount, currency or merchant. Nothing was booked. */
  "payment.mismatch",
  /** A notice with a wrong signature, or for a number we never gave. */
  "notice.refused",
  /** A day over its time, and the provider still says nothing definite about it. */
  "payment.stuck",
  "refund.stuck",
  "payout.mismatch",
  /** The provider cannot tell what became of a payout: two people decide. */
  "payout.parked",
  "payout.returned",
  "payout.balance-short",
  /** Reconciliation: the provider has it and we do not; we have it and it does not; amounts or payees differ; the books differ. */
  "reconciliation.extra",
  "reconciliation.missing",
  "reconciliation.different",
  "reconciliation.ledger",
] as const;
export type IncidentKind = (typeof incidentKinds)[number];

/** How one ends. BOOKED is not chosen: reconciliation sets it when the line itself was entered in the books. */
export const resolutionKinds = ["CORRECTED", "EXPLAINED", "PROVIDER", "DUPLICATE", "FALSE_ALARM"] as const;
export type ResolutionKind = (typeof resolutionKinds)[number] | "BOOKED";

export const incidentNo = (no: number): string => `YC-${String(no).padStart(5, "0")}`;
