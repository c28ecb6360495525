import type { Guide } from "../guide.ts";

export const distributor: Guide = {
  title: "Distributor's handbook",
  summary: "Buying, links, posters, your team and your commission: everything a distributor does from day to day.",
  audience: "Distributors and promoters",
  minutes: 8,
  sections: [
    {
      id: "join",
      title: "Applying and signing in",
      blocks: [
        "Start from the operator's [recruitment page](/join) or from the invitation link of your upline, and enter name, phone, email, region and kind of channel. You get a page that shows how your application stands; its address is mailed to you as well.",
        "Once approved you receive a mail to set your password; it is good for 7 days, and afterwards “forgotten password” on the sign-in page sends another. Then this is your [back office](/distributor).",
        { screen: "portal", caption: "A distributor's home: balance, allotments, claims and redemptions, commission." },
      ],
    },
    {
      id: "topup",
      title: "Prepaid balance",
      blocks: [
        {
          steps: [
            "Open [top up](/distributor/top-up) and choose how to pay. You see what the operator has switched on: WeChat Pay (a QR code on a desktop, directly on a phone), Alipay, Stripe, or a bank transfer.",
            "Online: enter the amount and pay. You come back by yourself, and the balance is there within seconds as a rule.",
            "By bank: transfer to the account shown, enter the reference and upload the slip. When finance has found it in the bank the balance is there and you get a mail.",
          ],
        },
        "If you have paid and do not see it yet, nothing is lost: we do not only wait for the provider's notice but keep asking, and a success that comes late is credited too. **Do not pay twice for one top-up**; a closed payment takes no money.",
        "What you have not spent of an online top-up can go back the way it came: ask for it on the top-up's page, a second person at the operator approves it. Meanwhile the amount is held.",
        "Every movement under [balance](/distributor/balance) says where it comes from; its document opens the top-up, purchase or refund behind it. A balance cannot go below zero, and nobody can quietly change it.",
      ],
    },
    {
      id: "buy",
      title: "Buying allotments",
      blocks: [
        {
          steps: [
            "Open [buy](/distributor/buy): the prices are those of your level.",
            "Enter a quantity, check the total, submit. Payment and delivery are one transaction: both happen or neither.",
            "Under [allotments](/distributor/allotments) you see each purchase: bought, in links, claimed, redeemed, left.",
          ],
        },
        "A bad connection and several clicks do no harm: one submission is one purchase. When stock does not suffice you are told what is left and nothing is charged. Vouchers that end within 24 hours are not sold to you.",
        "You hold a right, and **you do not see the codes**. That protects you: when something is wrong with a code, nobody can say it was you.",
      ],
    },
    {
      id: "links",
      title: "Opening claim links",
      blocks: [
        {
          table: {
            head: ["Setting", "What it means"],
            rows: [
              [
                "Quota",
                "The most this link hands out; taken from the allotment when you open it. It can grow later, not shrink.",
              ],
              ["Start and end", "Empty: from now on, without end (a product with a fixed last day ends then)."],
              ["Per person", "The most one person takes from this link; not more than the product's own limit."],
              [
                "Phone check",
                "With it, people confirm their number by a one-time code first. Chosen when the link is made, and stays.",
              ],
              ["Note", "Only you and the operator see it, such as “Douyin, November”; useful to compare channels."],
            ],
          },
        },
        "Each link has a short address, a QR code (SVG / PNG) and a poster to print. Its figures are live: claimed, used, left.",
        {
          list: [
            "**Pause**: nobody can claim until you resume. What the operator has paused only the operator resumes.",
            "**Revoke**: ends it for good. What was claimed stays claimed, the rest returns to your allotment for a new link.",
            "**Start over**: posted in the wrong group? Revoke the link and open another; the old address is dead at once.",
          ],
        },
        {
          note: "So that one group does not take everything: switch on the phone check, one per person, and split the quota over several links.",
          tone: "accent",
        },
      ],
    },
    {
      id: "team",
      title: "Building a team",
      blocks: [
        "[Invite](/distributor/invite) has your invitation link and QR code. Whoever applies through it can be approved by you or by the operator; you can give your own level or a lower one.",
        "[Team](/distributor/team) shows your downline and its results. Each of their redemptions pays you the upline's share by the operator's rule. **Their purchase price is that of their own level; it does not pass through you and is not taken from your balance.**",
        {
          note: "Commission comes only from real redemptions. Joining costs nothing and recruiting by itself pays nothing. Do not charge people for joining and do not promise earnings.",
          tone: "warning",
        },
      ],
    },
    {
      id: "commission",
      title: "Commission and statements",
      blocks: [
        {
          table: {
            head: ["Status", "Meaning"],
            rows: [
              ["Frozen", "A consumer has just redeemed. If it is reversed meanwhile, the commission goes with it."],
              ["Payable", "It is on a statement and waits for payment."],
              ["Paid", "The transfer's reference is recorded and a second person has approved it."],
              ["Reversed", "The redemption was taken back, and the commission with it."],
              [
                "Owed back",
                "The redemption was taken back after its commission was settled: later statements repay it. You transfer nothing, and no statement is below zero.",
              ],
            ],
          },
        },
        "Each line under [commission](/distributor/commissions) shows the redemption it came from, the share it was worked out with and when to expect it. [Statements](/distributor/statements) download as PDF and Excel with every line. If one is wrong, contest it there: just that line waits, the rest is paid, and [disputes](/distributor/disputes) shows how it goes. The arithmetic: [how commission and settlement are worked out](/guides/commission).",
      ],
    },
    {
      id: "problems",
      title: "When something comes up",
      blocks: [
        {
          table: {
            head: ["What happens", "What to do"],
            rows: [
              ["“Sold out”, but I have stock", "Stock in the allotment is not quota in the link. Raise the link's quota."],
              [
                "I want to give some back",
                "Ask the operator to recall: vouchers not in a link return to master stock and you are credited what you paid. Revoke links first.",
              ],
              [
                "My account is frozen",
                "You cannot buy, open links, invite or approve. Links already out go on serving people. Talk to the operator.",
              ],
              ["Price of old allotments after an upgrade", "Unchanged. The new price begins with the next purchase."],
            ],
          },
        },
      ],
    },
  ],
};
