import { z } from "zod";
import { createLevel } from "#domain/level/create-level.ts";
import { deleteLevel } from "#domain/level/delete-level.ts";
import { reorderLevels } from "#domain/level/reorder-levels.ts";
import { levelInput, reorderInput, updateLevelInput } from "#domain/level/schema.ts";
import { updateLevel } from "#domain/level/update-level.ts";
import { idIn, idOut, procedure, router } from "./init.ts";

export const levelRouter = router({
  create: procedure
    .input(levelInput)
    .output(idOut)
    .mutation(({ ctx, input }) => createLevel(ctx, input)),
  update: procedure
    .input(updateLevelInput)
    .output(idOut)
    .mutation(({ ctx, input }) => updateLevel(ctx, input)),
  reorder: procedure
    .input(reorderInput)
    .output(z.object({ ids: z.array(z.string()) }))
    .mutation(({ ctx, input }) => reorderLevels(ctx, input)),
  delete: procedure
    .input(idIn)
    .output(idOut)
    .mutation(({ ctx, input }) => deleteLevel(ctx, input)),
});
