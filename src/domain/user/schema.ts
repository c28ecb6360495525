import { z } from "zod";
import { locales } from "#i18n/locale.ts";

export const staffRoleValues = ["OWNER", "MANAGER", "FINANCE", "SUPPORT", "AUDITOR"] as const;
export const staffRole = z.enum(staffRoleValues);
export const localeChoice = z.enum(locales);

export const email = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email({ pattern: z.regexes.email }).max(254));

/** Length is what counts; anything may be in it. The upper limit keeps hashing cheap to ask for. */
export const newPassword = z.string().min(10).max(200);
const givenPassword = z.string().min(1).max(200);

export const signInInput = z.object({
  email,
  password: givenPassword,
  /** Six digits of the app, or a recovery code. */
  code: z.string().trim().max(40).optional(),
});
export type SignInInput = z.input<typeof signInInput>;

export const personName = z.string().trim().min(1).max(60);

export const createUserInput = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("STAFF"), email, name: personName, locale: localeChoice, staffRole }),
  z.object({ kind: z.literal("DISTRIBUTOR"), email, name: personName, locale: localeChoice, distributorId: z.uuid() }),
  z.object({ kind: z.literal("MERCHANT"), email, name: personName, locale: localeChoice, merchantId: z.uuid() }),
]);
export type CreateUserInput = z.input<typeof createUserInput>;

export const inviteStaffInput = z.object({ email, name: personName, staffRole, locale: localeChoice });
export const changeRoleInput = z.object({ id: z.uuid(), staffRole });
export const staffMemberInput = z.object({ id: z.uuid() });
export const disableStaffInput = z.object({ id: z.uuid(), reason: z.string().trim().max(500).default("") });

export const profileInput = z.object({ name: personName, locale: localeChoice });
export const requestResetInput = z.object({ email });
export const resetPasswordInput = z.object({ token: z.string().min(20).max(100), password: newPassword });
export const changePasswordInput = z.object({ current: givenPassword, password: newPassword });
export const confirmTotpInput = z.object({ code: z.string().regex(/^\d{6}$/, "errors.TOTP_WRONG") });
export const passwordOnlyInput = z.object({ password: givenPassword });
