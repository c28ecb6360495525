import { router } from "./init.ts";

export const settingRouter = router({});
