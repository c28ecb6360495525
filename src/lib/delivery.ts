/**
 * Why an outside service did not take something. `final`: trying again cannot help
 * (wrong address, refused content). `busy`: they ask us to slow down; that is not a failed try.
 */
export class DeliveryError extends Error {
  readonly final: boolean;
  readonly busy: boolean;

  constructor(message: string, options: { final?: boolean; busy?: boolean } = {}) {
    super(message.slice(0, 300));
    this.name = "DeliveryError";
    this.final = options.final ?? false;
    this.busy = options.busy ?? false;
  }
}

/** What a provider calls the message it took. */
export type Receipt = { ref: string | null };
export const deliveryTimeoutMs = 20_000;
