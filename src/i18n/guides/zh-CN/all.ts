import type { Guide, GuideSlug } from "../guide.ts";
import { commission } from "./commission.ts";
import { consumer } from "./consumer.ts";
import { distributor } from "./distributor.ts";
import { imports } from "./import.ts";
import { quickStart } from "./quick-start.ts";
import { security } from "./security.ts";
import { store } from "./store.ts";

const all: Record<GuideSlug, Guide> = {
  "quick-start": quickStart,
  import: imports,
  distributor,
  consumer,
  store,
  commission,
  security,
};
export default all;
