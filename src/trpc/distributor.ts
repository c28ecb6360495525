import { router } from "./init.ts";

export const distributorRouter = router({});
