import { z } from "zod";

/** Which ways to pay the operator offers and what they cost him. Used by `settingsSchema`; keys are of the real providers. */
const fee = {
  bps: z.number().int().min(0).max(2_000),
  /** 分 as text. */
  fixedMinor: z.string().regex(/^\d{1,5}$/, "form.money"),
};

export const channelFields = {
  /** Off: nobody can start a payment through it. Those under way are still followed to their end. */
  stripeOn: z.boolean(),
  stripeFeeBps: fee.bps,
  stripeFeeFixedMinor: fee.fixedMinor,
  wechatOn: z.boolean(),
  wechatFeeBps: fee.bps,
  wechatFeeFixedMinor: fee.fixedMinor,
  alipayOn: z.boolean(),
  alipayFeeBps: fee.bps,
  alipayFeeFixedMinor: fee.fixedMinor,
  sandboxOn: z.boolean(),
  /** Where to transfer to, as distributors read it: bank, account name, number. Empty: they are told to ask. */
  bankAccount: z.string().trim().max(500),
};

export const channelDefaults = {
  stripeOn: true,
  stripeFeeBps: 340,
  stripeFeeFixedMinor: "200",
  wechatOn: true,
  wechatFeeBps: 60,
  wechatFeeFixedMinor: "0",
  alipayOn: true,
  alipayFeeBps: 60,
  alipayFeeFixedMinor: "0",
  sandboxOn: true,
  bankAccount: "",
};

export const channelSettings = z.object(channelFields);
export type ChannelSettings = z.infer<typeof channelSettings>;
