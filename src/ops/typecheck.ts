import { runTool } from "./run.ts";
import { runOp } from "./say.ts";

/** Routes have types that Next generates first. */
await runOp(async () => (await runTool("next", ["typegen"])) || runTool("tsc", ["--noEmit"]));
