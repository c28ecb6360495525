import { z } from "zod";

/** 分 as the browser sends it: a decimal string. */
const minor = z
  .string()
  .regex(/^\d{1,13}$/)
  .transform(BigInt);
const positiveMinor = z
  .string()
  .regex(/^\d{1,13}$/)
  .refine((value) => !/^0+$/.test(value), "form.positive")
  .transform(BigInt);

export const maxDescription = 300;
export const maxUsageRules = 2000;

const facts = z.object({
  name: z.string().trim().min(1).max(80),
  categoryId: z.uuid(),
  description: z.string().trim().max(maxDescription).default(""),
  usageRules: z.string().trim().max(maxUsageRules).default(""),
  faceValueMinor: positiveMinor,
  costMinor: minor,
  retailPriceMinor: positiveMinor,
  priceFloorMinor: minor,
  fulfilment: z.enum(["CODE", "STORE"]),
  validityKind: z.enum(["FIXED", "DAYS_AFTER_CLAIM"]),
  validUntil: z.iso.datetime().nullable().default(null),
  validDays: z.number().int().min(1).max(3650).nullable().default(null),
  perPersonLimit: z.number().int().min(1).max(1000),
  lowStockAt: z.number().int().min(0).max(10_000_000),
  imageId: z.uuid().nullable().default(null),
  /** One line per level; an empty price: this level cannot buy the product. */
  prices: z
    .array(z.object({ levelId: z.uuid(), priceMinor: z.union([z.literal("").transform(() => null), positiveMinor]) }))
    .max(50),
});

const validity = (value: z.output<typeof facts>, ctx: z.RefinementCtx) => {
  const { validityKind, validUntil, validDays } = value;
  const missing = validityKind === "FIXED" ? (validUntil ? null : "validUntil") : validDays ? null : "validDays";
  if (missing) ctx.addIssue({ code: "custom", path: [missing], message: "form.required" });
};

export const productInput = facts.superRefine(validity);
export type ProductInput = z.input<typeof productInput>;
export type ProductData = z.output<typeof productInput>;

/** `updatedAt` is what the form was filled from: somebody else's change since then is a CONFLICT. */
export const updateProductInput = facts.extend({ id: z.uuid(), updatedAt: z.iso.datetime() }).superRefine(validity);

export const onSaleInput = z.object({ id: z.uuid(), onSale: z.boolean() });

export const categoryInput = z.object({ name: z.string().trim().min(1).max(30) });
export const maxCategories = 100;

export const productSorts = ["name", "retail", "created", "updated"] as const;
export const productFilter = z.object({
  q: z.string().trim().max(100).optional(),
  categoryId: z.uuid().optional().catch(undefined),
  sale: z.enum(["on", "off"]).optional().catch(undefined),
  fulfilment: z.enum(["CODE", "STORE"]).optional().catch(undefined),
  sort: z.enum(productSorts).optional().catch(undefined),
  dir: z.enum(["asc", "desc"]).optional().catch(undefined),
});
export type ProductFilter = z.input<typeof productFilter>;
