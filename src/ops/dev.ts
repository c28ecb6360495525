import { runApplication } from "./application.ts";

process.exit(await runApplication("development"));
