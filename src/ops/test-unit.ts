import { runTool } from "./run.ts";
import { runOp } from "./say.ts";

/** `npm run test:unit -- <pattern>`: the vitest files whose path contains the pattern. */
await runOp(() => runTool("vitest", ["run", ...process.argv.slice(2)]));
