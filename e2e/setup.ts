import { startScratchApplication } from "../src/ops/scratch-application.ts";

/** A fresh application for the run, unless BASE_URL points at a running one. Workers inherit what is set here. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.BASE_URL) return undefined;
  const application = await startScratchApplication();
  const { DATABASE_URL, VAULT_MASTER_KEY, VAULT_INDEX_KEY, NEXTAUTH_SECRET, CRON_SECRET, KAYISU_DATA_DIR } = application.env;
  const shared = {
    DATABASE_URL,
    VAULT_MASTER_KEY,
    VAULT_INDEX_KEY,
    NEXTAUTH_SECRET,
    CRON_SECRET,
    KAYISU_DATA_DIR,
    KAYISU_SANDBOX: "1",
  };
  Object.assign(process.env, shared, { BASE_URL: application.url, APP_URL: application.url });
  return application.stop;
}
