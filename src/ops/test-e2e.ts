import { runTool } from "./run.ts";
import { runOp } from "./say.ts";

/** `npm run test:e2e -- <pattern>`: the browser journeys, on an application of their own (BASE_URL: on a running one). */
await runOp(() => runTool("playwright", ["test", ...process.argv.slice(2)]));
