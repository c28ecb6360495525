import { z } from "zod";
import { withDatabase } from "./database.ts";
import { OpsError, runOp, say } from "./say.ts";
import { childEnv } from "./settings.ts";

/** `npm run owner -- <email> <name>`: an account for the first owner of an installation without a demo; prints the link that sets its password. */
await runOp(() =>
  withDatabase(async (url) => {
    const [address, name = "Owner"] = process.argv.slice(2);
    const email = z.email().safeParse(address?.trim().toLowerCase());
    if (!email.success) throw new OpsError("usage: npm run owner -- <email> <name>");
    Object.assign(
      process.env,
      childEnv(process.env.NODE_ENV === "production" ? "production" : "development", {
        url,
        embedded: false,
        close: async () => {},
        keepRunning: () => {},
      }),
    );
    const { createDb } = await import("../lib/db.ts");
    const { inTransaction, systemActor } = await import("../lib/context.ts");
    const { inviteStaff } = await import("../domain/user/invite-staff.ts");
    const { issuePasswordLink } = await import("../domain/user/issue-password-link.ts");
    const db = createDb(url, { poolSize: 2 });
    try {
      if (await db.user.findFirst({ where: { staffRole: "OWNER", disabledAt: null } }))
        throw new OpsError("there is an owner already: owners invite others under Staff");
      const ctx = { db, actor: systemActor("owner command"), now: new Date() };
      const link = await inTransaction(ctx, async (tx) => {
        const { id } = await inviteStaff(tx, { email: email.data, name, staffRole: "OWNER", locale: "zh-CN" });
        return issuePasswordLink(tx, id, 24 * 60 * 60 * 1000);
      });
      say(`${email.data} is the owner. Within a day, set the password at ${link}`);
      return 0;
    } finally {
      await db.$disconnect();
    }
  }),
);
