import { runTool } from "./run.ts";
import { runOp } from "./say.ts";

/** `npm run lint -- --write` also repairs what can be repaired. */
await runOp(() => runTool("biome", ["check", ...process.argv.slice(2)]));
