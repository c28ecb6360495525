import { router } from "./init.ts";

export const merchantRouter = router({});
