import { router } from "./init.ts";

export const productRouter = router({});
