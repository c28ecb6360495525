import { hour, minute, second } from "#lib/time.ts";

export const mostAttempts = 8;

/** How long a message waits after its n-th try. Never shorter than a try can take, so that no second runner takes it meanwhile. */
export function waitAfter(attempts: number): number {
  const waits = [2 * minute, 5 * minute, 15 * minute, 30 * minute, hour, 3 * hour, 6 * hour, 6 * hour];
  return waits[Math.min(attempts, waits.length) - 1] ?? 2 * minute;
}

/** A one-time code that comes too late only confuses. */
export function tooLate(template: string, createdAt: Date, params: unknown, now: Date): boolean {
  if (template !== "phone.code") return false;
  const { minutes = 5 } = (params ?? {}) as { minutes?: number };
  return now.getTime() - createdAt.getTime() > minutes * 60 * second;
}

/** Templates whose link lets its holder into an account. */
export const opensAccount = (template: string) => template === "account.created" || template === "password.reset";
