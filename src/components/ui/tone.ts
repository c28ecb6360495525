/** Colours with a meaning. Status is the only thing we colour. */
export type Tone = "neutral" | "accent" | "success" | "warning" | "danger";

export const softTone: Record<Tone, string> = {
  neutral: "bg-default text-default-foreground",
  accent: "bg-accent-soft text-accent-soft-foreground",
  success: "bg-success-soft text-success-soft-foreground",
  warning: "bg-warning-soft text-warning-soft-foreground",
  danger: "bg-danger-soft text-danger-soft-foreground",
};

export const textTone: Record<Tone, string> = {
  neutral: "text-muted",
  accent: "text-accent-soft-foreground",
  success: "text-success-soft-foreground",
  warning: "text-warning-soft-foreground",
  danger: "text-danger-soft-foreground",
};

/** The one table from status words to tones, for every noun. A status not listed here is neutral. */
const toneOfStatus: Record<string, Tone> = {
  ACTIVE: "success",
  ON_SALE: "success",
  APPROVED: "success",
  CONFIRMED: "success",
  PAID: "success",
  SENT: "success",
  DELIVERED: "success",
  COMPLETED: "success",
  ACCEPTED: "success",
  UPHELD: "success",
  CORRECTED: "success",
  REDEEMED: "success",
  PAYABLE: "accent",
  CLAIMED: "accent",
  ALLOTTED: "accent",
  RUNNING: "accent",
  PROCESSING: "accent",
  OPEN: "accent",
  SUBMITTED: "warning",
  PENDING: "warning",
  PREPARED: "warning",
  QUEUED: "warning",
  FROZEN: "warning",
  PAUSED: "warning",
  LOW: "warning",
  PAYING: "accent",
  REQUESTED: "warning",
  SENDING: "warning",
  UNKNOWN: "warning",
  DONE: "success",
  REJECTED: "danger",
  FAILED: "danger",
  REVERSED: "danger",
  VOIDED: "danger",
  REVOKED: "danger",
  DISABLED: "danger",
  SUSPENDED: "danger",
};

export function statusTone(status: string): Tone {
  return toneOfStatus[status.toUpperCase()] ?? "neutral";
}
