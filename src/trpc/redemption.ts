import { router } from "./init.ts";

export const redemptionRouter = router({});
