import { addMerchantUser } from "#domain/merchant/add-merchant-user.ts";
import { createMerchant } from "#domain/merchant/create-merchant.ts";
import { addMerchantUserInput, createMerchantInput, merchantSwitchInput, updateMerchantInput } from "#domain/merchant/schema.ts";
import { switchMerchant } from "#domain/merchant/switch-merchant.ts";
import { switchMerchantUser } from "#domain/merchant/switch-merchant-user.ts";
import { updateMerchant } from "#domain/merchant/update-merchant.ts";
import { idOut, procedure, router } from "./init.ts";

export const merchantRouter = router({
  create: procedure
    .input(createMerchantInput)
    .output(idOut)
    .mutation(({ ctx, input }) => createMerchant(ctx, input)),
  update: procedure
    .input(updateMerchantInput)
    .output(idOut)
    .mutation(({ ctx, input }) => updateMerchant(ctx, input)),
  switch: procedure
    .input(merchantSwitchInput)
    .output(idOut)
    .mutation(({ ctx, input }) => switchMerchant(ctx, input)),
  addUser: procedure
    .input(addMerchantUserInput)
    .output(idOut)
    .mutation(({ ctx, input }) => addMerchantUser(ctx, input)),
  switchUser: procedure
    .input(merchantSwitchInput)
    .output(idOut)
    .mutation(({ ctx, input }) => switchMerchantUser(ctx, input)),
});
