import type { MovementDocument } from "#domain/distributor/queries-balance.ts";
import { movementKinds } from "#domain/distributor/schema.ts";
import { refundNo } from "#domain/payment/rules.ts";
import { withdrawalNo } from "#domain/withdrawal/rules.ts";

type Say = (key: string, values?: Record<string, string>) => string;

/** "refund.reserve.reversal" → 冲正：充值退款. `say` speaks the words of `balance`. */
export function movementKindText(say: Say, kind: string): string {
  const known = movementKinds.find((one) => one === kind.split(".")[0]) ?? "other";
  const text = say(`kind.${known}`);
  return kind.endsWith(".reversal") ? say("reversalOf", { kind: text }) : text;
}

/** What a document is called: its number where it has one. */
export function documentTitle({ type, no, title }: MovementDocument): string {
  if (no === null) return title;
  return type === "refund" ? refundNo(no) : withdrawalNo(no);
}
