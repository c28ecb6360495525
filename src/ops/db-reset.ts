import { rmSync } from "node:fs";
import path from "node:path";
import { stopCluster } from "./cluster.ts";
import { instanceHolder } from "./instance.ts";
import { dataFolder } from "./paths.ts";
import { OpsError, runOp, say } from "./say.ts";
import { makeDataFolder } from "./secrets.ts";

/** Deletes the embedded database; the next start makes and seeds a new one. Never touches a DATABASE_URL. */
await runOp(async () => {
  if (process.env.DATABASE_URL)
    throw new OpsError("DATABASE_URL is set: db:reset deletes only the embedded database, unset it first");
  const folder = dataFolder();
  makeDataFolder(folder);
  const holder = await instanceHolder(folder);
  if (holder) throw new OpsError(`Kayisu is running on ${folder} (process ${holder.pid}, ${holder.what}): stop it first`);
  await stopCluster(path.join(folder, "postgres"));
  for (const name of ["postgres", "postgres.new", "uploads", "seeded"])
    rmSync(path.join(folder, name), { recursive: true, force: true });
  say(`the database in ${folder} is gone; npm start makes a new one`);
  return 0;
});
