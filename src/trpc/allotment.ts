import { router } from "./init.ts";

export const allotmentRouter = router({});
