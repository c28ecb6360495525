import { router } from "./init.ts";

export const applicationRouter = router({});
