import { router } from "./init.ts";

export const linkRouter = router({});
