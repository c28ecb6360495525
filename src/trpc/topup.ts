import { router } from "./init.ts";

export const topupRouter = router({});
