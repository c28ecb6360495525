import { z } from "zod";
import { email, localeChoice, personName } from "#domain/user/schema.ts";

const facts = {
  name: z.string().trim().min(1).max(60),
  contact: z.string().trim().max(40).default(""),
  phone: z.string().trim().max(30).default(""),
  region: z.string().trim().max(60).default(""),
  address: z.string().trim().max(120).default(""),
  productIds: z.array(z.uuid()).max(200).default([]),
};

export const merchantUserInput = z.object({ userName: personName, email, locale: localeChoice });

export const merchantInput = z.object(facts);
export type MerchantData = z.output<typeof merchantInput>;
export const createMerchantInput = z.object({ ...facts, ...merchantUserInput.shape });
export type CreateMerchantData = z.output<typeof createMerchantInput>;
export const updateMerchantInput = z.object({ ...facts, id: z.uuid() });

export const addMerchantUserInput = z.object({ ...merchantUserInput.shape, merchantId: z.uuid() });
export const merchantSwitchInput = z.object({
  id: z.uuid(),
  disabled: z.boolean(),
  reason: z.string().trim().max(200).default(""),
});

export const merchantFilter = z.object({
  q: z.string().trim().max(60).optional(),
  status: z.enum(["active", "disabled"]).optional().catch(undefined),
});
export type MerchantFilter = z.input<typeof merchantFilter>;
export const maxMerchantUsers = 50;
