import type { Tone } from "#components/ui/tone.ts";
import type { TopUpStage } from "#domain/payment/rules.ts";

export const stageTone: Record<TopUpStage, Tone> = {
  WAITING: "warning",
  HELD: "danger",
  TO_CONFIRM: "warning",
  CONFIRMED: "success",
  CLOSED: "neutral",
  FAILED: "danger",
  REJECTED: "danger",
};
