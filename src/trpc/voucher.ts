import { router } from "./init.ts";

export const voucherRouter = router({});
