import { router } from "./init.ts";

export const messageRouter = router({});
