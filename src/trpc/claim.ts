import { router } from "./init.ts";

export const claimRouter = router({});
