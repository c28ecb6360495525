import { router } from "./init.ts";

export const batchRouter = router({});
