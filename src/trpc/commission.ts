import { router } from "./init.ts";

export const commissionRouter = router({});
