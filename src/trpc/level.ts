import { router } from "./init.ts";

export const levelRouter = router({});
