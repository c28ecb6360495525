import { z } from "zod";
import { createCategory } from "#domain/product/create-category.ts";
import { createProduct } from "#domain/product/create-product.ts";
import { deleteCategory } from "#domain/product/delete-category.ts";
import { getProductVersion } from "#domain/product/queries.ts";
import { renameCategory } from "#domain/product/rename-category.ts";
import { categoryInput, onSaleInput, productInput, updateProductInput } from "#domain/product/schema.ts";
import { setOnSale } from "#domain/product/set-on-sale.ts";
import { updateProduct } from "#domain/product/update-product.ts";
import { dateOut, idIn, idOut, procedure, router } from "./init.ts";

export const productRouter = router({
  create: procedure
    .input(productInput)
    .output(idOut)
    .mutation(({ ctx, input }) => createProduct(ctx, input)),
  update: procedure
    .input(updateProductInput)
    .output(idOut)
    .mutation(({ ctx, input }) => updateProduct(ctx, input)),
  setOnSale: procedure
    .input(onSaleInput)
    .output(idOut)
    .mutation(({ ctx, input }) => setOnSale(ctx, input)),
  version: procedure
    .input(idIn)
    .output(z.object({ updatedAt: dateOut }))
    .query(({ ctx, input }) => getProductVersion(ctx, input.id)),
  createCategory: procedure
    .input(categoryInput)
    .output(z.object({ id: z.string(), name: z.string() }))
    .mutation(({ ctx, input }) => createCategory(ctx, input)),
  renameCategory: procedure
    .input(categoryInput.extend({ id: z.uuid() }))
    .output(idOut)
    .mutation(({ ctx, input }) => renameCategory(ctx, input)),
  deleteCategory: procedure
    .input(idIn)
    .output(idOut)
    .mutation(({ ctx, input }) => deleteCategory(ctx, input)),
});
