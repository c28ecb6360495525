import type { Guide } from "../guide.ts";

export const quickStart: Guide = {
  title: "Operator's quick start",
  summary: "From the first product to the first statement: seven steps in order, and the whole chain works.",
  audience: "Owners and managers",
  minutes: 8,
  sections: [
    {
      id: "before",
      title: "Before you begin",
      blocks: [
        "Kayisu is built around one idea: **every step of a voucher leaves a trace, and commission comes only from a real redemption.** Four words first, and nothing below will confuse you.",
        {
          table: {
            head: ["Word", "Meaning"],
            rows: [
              [
                "Voucher",
                "One unit with its own life: in stock → allotted → claimed → redeemed, with the exits expired and voided.",
              ],
              [
                "Allotment",
                "What a distributor buys: the right to hand out N vouchers of one product. Never the codes themselves.",
              ],
              ["Claim link", "A link or QR code opened from an allotment, with a quota, a time window and a limit per person."],
              [
                "Redemption",
                "The voucher is really used: online when its holder reveals the code, at a counter when a merchant verifies it.",
              ],
            ],
          },
        },
        "After your first sign-in, change your password and switch on two-step sign-in under [my account](/admin/account), then invite colleagues under [staff](/admin/staff). **You need at least two people for money**: confirming a top-up and approving a payment are always done by somebody other than the one who entered it.",
      ],
    },
    {
      id: "levels",
      title: "Step 1: levels",
      blocks: [
        "Under [levels](/admin/levels), put your channel's grades in order: for example general agent, provincial agent, promoter. A higher level never pays more than a lower one; when you save a product this is checked, and you are told which two levels are the wrong way round.",
        "A level decides the purchase price. It is not the same as who is whose upline: two general agents may have nothing to do with each other, and a provincial agent may stand directly under you.",
      ],
    },
    {
      id: "product",
      title: "Step 2: a product",
      blocks: [
        {
          steps: [
            "Open [products](/admin/products) → new. Enter name, category, face value, cost, suggested retail price and price floor.",
            "Enter a purchase price for each level. Empty means that level cannot buy it; a price below the floor or above retail is refused with the reason.",
            "Choose the validity: a fixed last day, or N days after claiming.",
            "Choose the fulfilment: **online** shows the supplier's code to the person who claimed it; **at a store** is verified by a merchant.",
            "Set the limit per person and the low-stock line, and write clear usage rules. Consumers see exactly this text.",
            "Save, then put it on sale: only now can distributors buy it.",
          ],
        },
      ],
    },
    {
      id: "stock",
      title: "Step 3: stock",
      blocks: [
        "With codes from a supplier, upload CSV, TXT or XLSX under [import batches](/admin/batches). Without codes (vouchers of your own), let the system generate them on the same page. Either way they are encrypted as they arrive. Formats, encodings and reasons for refusal: [importing codes](/guides/import).",
        { screen: "import", caption: "Exact to the line: imported + duplicate + refused = rows, with a report to download." },
      ],
    },
    {
      id: "rule",
      title: "Step 4: a commission rule",
      blocks: [
        "Under [commission rules](/admin/commission-rules) make one rule for everything: the base (retail or purchase price), the pool (the most it may pay in all) and each depth's share. Later you can add more specific rules for a product, a category or a level; **the most specific one pays**.",
        "The calculator on that page tells you what a sale by this distributor of that product would pay, by which rule, and why the others did not apply. Use it before you go live. The arithmetic: [how commission and settlement are worked out](/guides/commission).",
        {
          note: "The network pays three people by default: the seller and two uplines. Beyond three, or in a large network, the screens point at the legal risk. Whether your model is lawful is a question for a lawyer, not for what software allows.",
          tone: "warning",
        },
      ],
    },
    {
      id: "distributors",
      title: "Step 5: distributors and prepaid balance",
      blocks: [
        {
          steps: [
            "Share the address of your [recruitment page](/join). Applications arrive under [applications](/admin/applications).",
            "Check level and upline, and approve. The distributor, the accounts and the login are made, and a mail to set a password goes out.",
            "Money comes in two ways. Online: [payment providers](/admin/settings/payments) tells what each of them needs; once on, distributors pay by themselves and are credited by themselves, and you see each payment under [online payments](/admin/payments).",
            "By bank: a distributor uploads the slip himself, or you record amount and bank reference under [top-ups](/admin/topups).",
            "A transfer is credited when **another** colleague with the right has found it in the bank and confirms it. The same bank reference cannot be recorded twice.",
          ],
        },
      ],
    },
    {
      id: "sell",
      title: "Step 6: they sell, consumers claim and use",
      blocks: [
        "What follows is in the hands of your channel: distributors buy at their level's price, open claim links and share posters; consumers claim and redeem. You watch the trend on the [dashboard](/admin), where each voucher is under [stock](/admin/stock), and each use under [redemptions](/admin/redemptions).",
        { screen: "stock", caption: "Master stock and every channel's sub-stock on one page, always adding up to what came in." },
        {
          list: [
            "[Distributor's handbook](/guides/distributor): for your distributors",
            "[Claiming and using a voucher](/guides/consumer): for your support desk",
            "[Redeeming at a store](/guides/store): for merchants",
          ],
        },
      ],
    },
    {
      id: "settle",
      title: "Step 7: settlement and payment",
      blocks: [
        {
          steps: [
            "Under [settings](/admin/settings) choose the cycle (T+n in calendar or working days, weekly, monthly), the days a commission stays frozen, the smallest payout and the tax withheld.",
            "When a period is over, statements are made by themselves; you can also run it under [settlement](/admin/settlement). Running it twice settles nothing twice.",
            "One person in finance makes the bank transfer and records its reference on the statement.",
            "Another one checks and approves. Statement, commissions and books become paid together. A mistake is rejected and entered again.",
          ],
        },
        { screen: "settlement", caption: "Every line of a statement leads back to the redemption it came from." },
        "Kayisu does not move money for you: it leaves from your own bank. What the system does is work it out, prevent doubles and keep the evidence.",
      ],
    },
    {
      id: "daily",
      title: "What to look at every day",
      blocks: [
        {
          list: [
            "[Dashboard](/admin): purchases, claims, redemptions, redemption rate; each number opens the list behind it.",
            "[Applications](/admin/applications) and [top-ups](/admin/topups): the menu counts what waits for somebody.",
            "[Stock](/admin/stock): products below their line are marked, and owners and managers get one mail a day.",
            "[Ledger](/admin/ledger): the trial balance should always be zero.",
            "[Audit log](/admin/audit): who changed what, when, from where, before and after.",
          ],
        },
      ],
    },
  ],
};
