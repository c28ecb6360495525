import type { Guide } from "../guide.ts";

export const security: Guide = {
  title: "Security and data",
  summary: "How codes are kept, who can see them, what a look leaves behind, and what to back up. For owners, IT and auditors.",
  audience: "Owners, IT and auditors",
  minutes: 7,
  sections: [
    {
      id: "vault",
      title: "How codes are kept",
      blocks: [
        {
          list: [
            "Each batch has a data key of its own, AES-256-GCM; a ciphertext is bound to its voucher and does not open on another.",
            "Data keys are wrapped by a master key, which is not in the database.",
            "Duplicates and searches use a keyed one-way index (HMAC). With the database alone nobody reads a code or tries guesses against it.",
            "Uploaded files are ciphertext on the server's disk too, and deleted when the import is done.",
          ],
        },
        "A code is in memory as plain text only while it has to be: when imported or generated, when its holder reveals it, when staff with the right reveal it for a reason. Searching by code or typing it at a counter compares indexes and decrypts nothing. No code is in logs, queues, mails, exports or addresses.",
      ],
    },
    {
      id: "reveal",
      title: "Who can see a code",
      blocks: [
        {
          table: {
            head: ["Who", "What"],
            rows: [
              ["The person who claimed it", "Their own; looking at it redeems it."],
              [
                "Owner, manager, support",
                "One at a time, with a reason, 50 an hour each; the trace is written to the audit log before it is decrypted.",
              ],
              ["Finance, auditor", "None."],
              ["Distributors, merchants", "None. Distributors hold rights, merchants verify."],
            ],
          },
        },
        "There is no export of codes, for no role. What is exported under [vouchers](/admin/vouchers) has none.",
        { screen: "vouchers", caption: "The list of vouchers: where each is and whose, but no code." },
      ],
    },
    {
      id: "roles",
      title: "What staff may do",
      blocks: [
        "All permissions are in one table, and each operation checks it when it runs, not just by hiding a button. What follows is made from that table:",
        { worked: "roles" },
        "Recording and confirming, preparing and approving a payment are never the same person, even one who may do both. Somebody else's data is answered with “not found”, which does not tell whether it exists.",
      ],
    },
    {
      id: "accounts",
      title: "Accounts",
      blocks: [
        {
          list: [
            "Passwords are kept as argon2id. Staff can switch on two-step sign-in (TOTP) with 10 recovery codes, and the owner can require it of everybody.",
            "Staff stay signed in for 12 hours, distributors and merchants for 30 days. A changed password or role, a disabled account and “sign out everywhere” end old sessions at once.",
            "Signing in, one-time codes, redeeming and revealing are limited in rate, and guessing claim links is stopped. A failed sign-in gives the same answer in the same time whether the account exists or not.",
          ],
        },
      ],
    },
    {
      id: "audit",
      title: "What is recorded",
      blocks: [
        "The [audit log](/admin/audit) says who changed what from what to what, when and from which address. It is written in the same transaction as the change: no record, no change. It can be filtered and exported.",
        "Each voucher has an append-only path besides: imported, allotted, claimed, shown, redeemed, reversed, voided; by whom and through which channel.",
      ],
    },
    {
      id: "personal",
      title: "Personal data",
      blocks: [
        "Consumers claim without a name or a password. Phone numbers are kept encrypted, shown only as 138****0001, and found through a one-way index. Pages with a token in their address send no referrer, and no page loads a script, font or counter from anybody else.",
      ],
    },
    {
      id: "backup",
      title: "Backup and recovery",
      blocks: [
        {
          table: {
            head: ["Back up", "Why"],
            rows: [
              ["The database", "All business data. PostgreSQL's own ways of backup do."],
              ["The data folder (`KAYISU_DATA_DIR`)", "Product pictures, receipts of top-ups, and files waiting to be imported."],
              [
                "The keys (`VAULT_MASTER_KEY`, `VAULT_INDEX_KEY` and others)",
                "**Without the master key no code can ever be opened again.** Keep two copies, apart from the database.",
              ],
            ],
          },
        },
        {
          note: "Do not change the master key once it is in use: existing batches open only with the one that wrapped them. An installation with the built-in database keeps its keys in secrets.json in the data folder, readable by its owner only.",
          tone: "warning",
        },
      ],
    },
    {
      id: "limits",
      title: "What we do not claim",
      blocks: [
        "Encryption protects storage and transport. Somebody who gets into the server and holds both the database and the master key can decrypt, and a person who has seen a code can pass it on. Server access, the keys and the roles of your staff deserve the same care.",
      ],
    },
  ],
};
