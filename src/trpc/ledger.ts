import { router } from "./init.ts";

export const ledgerRouter = router({});
