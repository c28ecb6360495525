import { z } from "zod";
import { locales } from "#i18n/locale.ts";

/** A phone as people type it; the server reads it as a Chinese one unless it begins with +. */
export const phoneText = z.string().trim().min(5, "form.phone").max(30, "form.phone");

export const sendPhoneCodeInput = z.object({ phone: phoneText, locale: z.enum(locales).default("zh-CN") });
export type SendPhoneCodeInput = z.input<typeof sendPhoneCodeInput>;

export const verifyPhoneCodeInput = z.object({
  phone: phoneText,
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/, "CODE_WRONG"),
  /** Also move what this browser claimed without a phone to the phone's person, so that it is seen on his other devices. */
  keepVouchers: z.boolean().default(false),
  /** The language of the page; reminders are sent in it. */
  locale: z.enum(locales).optional(),
});
export type VerifyPhoneCodeInput = z.input<typeof verifyPhoneCodeInput>;

export const sentOutput = z.object({ phoneMasked: z.string(), resendAfterSeconds: z.number(), minutes: z.number() });
export const verifiedOutput = z.object({ phoneMasked: z.string() });
