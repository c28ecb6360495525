import { startScratchApplication } from "../src/ops/scratch-application.ts";
import { FakeStripe } from "../src/test/fake-stripe.ts";

/**
 * A fresh application for the run, with a Stripe of our own beside it, unless BASE_URL points at a running one. Workers inherit
 * what is set here.
 */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.BASE_URL) return undefined;
  const stripe = await FakeStripe.start({ notifyAtOnce: true });
  Object.assign(process.env, stripe.settings); // the application inherits them
  const application = await startScratchApplication();
  stripe.webhookUrl = `${application.url}/api/webhooks/stripe`;
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
  return async () => {
    await application.stop();
    await stripe.close();
  };
}
