import { runTool } from "./run.ts";
import { runOp } from "./say.ts";

/** `npm run unused`: files, exports and dependencies that nothing uses. What is found by its path only is listed in knip.json. */
await runOp(() => runTool("knip", ["--no-progress", "--no-config-hints", ...process.argv.slice(2)]));
