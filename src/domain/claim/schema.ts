import { z } from "zod";
import { locales } from "#i18n/locale.ts";
import { keysetInput } from "#lib/page.ts";

/** Any text may be tried as a token: what is not one is simply not found. */
export const claimInput = z.object({
  token: z.string().max(200),
  /** Which of the several a person may take: the same slot again is the same voucher again. */
  slot: z.number().int().min(1).max(1000).default(1),
  /** The language of the page: kept for reminders when the person is known by phone. */
  locale: z.enum(locales).optional().catch(undefined),
});
export type ClaimInput = z.input<typeof claimInput>;

export const claimOutput = z.object({
  voucherId: z.string(),
  slot: z.number(),
  /** True when this slot had been claimed before: it is the same voucher. */
  again: z.boolean(),
  expiresAt: z.date().nullable(),
});
export type ClaimedVoucher = z.output<typeof claimOutput>;

export const listClaimsInput = keysetInput.extend({ linkId: z.uuid(), after: z.uuid().optional().catch(undefined) });
export type ListClaimsInput = z.input<typeof listClaimsInput>;

export const walletTabs = ["usable", "used", "expired"] as const;
export type WalletTab = (typeof walletTabs)[number];
export const listWalletInput = keysetInput.extend({
  tab: z.enum(walletTabs).default("usable").catch("usable"),
  after: z.uuid().optional().catch(undefined),
});
export type ListWalletInput = z.input<typeof listWalletInput>;
