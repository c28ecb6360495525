import type { Guide } from "../guide.ts";

export const commission: Guide = {
  title: "How commission and settlement are worked out",
  summary:
    "From purchase to payment: where each fen comes from, whose it is and where it is booked. The examples are computed by the product's own rules.",
  audience: "Finance, managers and distributors",
  minutes: 9,
  sections: [
    {
      id: "two-incomes",
      title: "A distributor's two incomes",
      blocks: [
        {
          table: {
            head: ["Income", "Where it comes from", "When"],
            rows: [
              [
                "Margin",
                "Retail price less your purchase price. You collect it from your customer yourself, outside the system",
                "When you sell",
              ],
              [
                "Commission",
                "Paid by the operator out of the rule's pool to the seller and the uplines",
                "When the customer really redeems",
              ],
            ],
          },
        },
        "An upline earns nothing from the downline's margin: everybody buys from the operator at the price of their own level. What an upline gets is the share of that depth.",
      ],
    },
    {
      id: "which-rule",
      title: "Which rule pays",
      blocks: [
        "Of all rules that fit, the most specific one pays; they are not added up. From most to least specific:",
        {
          steps: [
            "a product and the seller's level",
            "a product",
            "a category and the seller's level",
            "a category",
            "the seller's level",
            "everything",
          ],
        },
        "Of two equally specific rules the newer one pays. Editing a rule makes a new version and archives the old one: **commission already born does not change**.",
      ],
    },
    {
      id: "split",
      title: "Worked example: a month of video membership",
      blocks: [
        "Retail price ¥25.00. The rule: base retail price, pool 10%; first depth (the seller) 5%, second (the upline) 3%, third (the upline's upline) 2%. The seller is a promoter who paid ¥22.00; above is a provincial agent, and above that a general agent.",
        { worked: "split" },
        "In the second case the provincial agent's share **stays with the platform**: it moves neither up to the general agent nor down to the seller. A missing upline, a frozen one and one beyond the network's depth are treated alike.",
      ],
    },
    {
      id: "rounding",
      title: "Less than one fen",
      blocks: [
        "Amounts are whole numbers of fen (0.01 yuan) throughout, so there is no decimal error. Each share is **rounded down to the fen**: the shares never exceed the pool, and nobody gets more than their rate.",
        "With the purchase price as base, and one that does not divide, ¥19.99:",
        { worked: "rounding" },
        "A share below one fen makes no commission. A rule of fixed amounts pays exactly those, within its pool.",
      ],
    },
    {
      id: "life",
      title: "The life of a commission",
      blocks: [
        {
          steps: [
            "**Frozen**: born in the redemption's own transaction. If the redemption happened it is there, and if not it is not.",
            "**Due**: the time of redemption plus the frozen days. Fixed at that moment; a later change of the setting does not touch it.",
            "**Payable**: after the period that holds its due time, settlement puts it on a statement.",
            "**Paid**: one person records the transfer's reference, another approves.",
            "**Reversed**: if the redemption is reversed before it is on a statement, the commission goes with it, by an opposite entry in the books.",
          ],
        },
        "Once on a statement it cannot be reversed: that money is promised. So for products with many returns, the frozen days should be longer than the return period.",
      ],
    },
    {
      id: "when",
      title: "When it is on a statement",
      blocks: [
        "Periods are those of Beijing time: T+1 is a day, weeks begin on Monday, months on the 1st. A commission gets onto a statement in the first settlement after the period of its due time; the system looks every hour. For example, redeemed on 20 November 2026 at 10:00 with 7 frozen days:",
        { worked: "dueDates" },
        "A distributor gets at most one statement a period. Settlement missed, late, started several times at once or cut off halfway: the result is the same. Each commission is on one statement, and what comes late is on the next.",
      ],
    },
    {
      id: "ledger",
      title: "How it is booked",
      blocks: [
        "Every step is a transaction whose debits equal its credits. For the voucher above:",
        {
          table: {
            head: ["What happened", "Debit", "Credit"],
            rows: [
              ["Top-up of 220.00", "Bank 220.00", "Promoter's prepaid balance 220.00"],
              ["Purchase of 10 at 22.00", "Promoter's prepaid balance 220.00", "Sales 220.00"],
              [
                "1 redeemed",
                "Commission expense 2.50",
                "Frozen commission: promoter 1.25, provincial agent 0.75, general agent 0.50",
              ],
              ["Settlement", "Frozen commission 2.50", "Payable commission 2.50 (one statement each)"],
              ["Payment approved", "Payable commission 2.50", "Bank 2.50"],
            ],
          },
        },
        { screen: "ledger", caption: "Trial balance: all accounts together are always zero." },
        "A mistake is never changed or deleted, only reversed by an opposite transaction, and only once. The database refuses a transaction that does not balance, and a prepaid or commission balance below zero.",
      ],
    },
    {
      id: "check",
      title: "Checking it yourself",
      blocks: [
        {
          list: [
            "The calculator under [commission rules](/admin/commission-rules) runs the same code as the real thing.",
            "Each line under [commissions](/admin/commissions) leads to its redemption, its rule and its statement.",
            "On the server, `npm run check` proves the invariants of money and stock one by one on the current database.",
          ],
        },
      ],
    },
  ],
};
