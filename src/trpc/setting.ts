import { changeSettings } from "#domain/setting/change-settings.ts";
import { settingsChange, settingsSchema } from "#domain/setting/schema.ts";
import { procedure, router } from "./init.ts";

export const settingRouter = router({
  change: procedure
    .input(settingsChange)
    .output(settingsSchema)
    .mutation(({ ctx, input }) => changeSettings(ctx, input)),
});
