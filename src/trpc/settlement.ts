import { router } from "./init.ts";

export const settlementRouter = router({});
