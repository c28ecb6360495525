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
            "**Due**: the time of redemption plus the frozen days; a level may have its own. Fixed at that moment; a later change of the setting does not touch it.",
            "**Payable**: after the period that holds its due time, settlement puts it on a statement.",
            "**Paid**: one person records the transfer's reference, another approves.",
            "**Reversed**: if the redemption is reversed before it is on a statement, the commission goes with it, by an opposite entry in the books.",
          ],
        },
        "Once on a statement it does not just vanish: staff may still reverse the redemption, and what was settled is then owed by the distributor. Later statements repay it, none is ever below zero. For products with many returns the frozen days should be longer than the return period, and it seldom comes to that.",
        "What was counted wrong is put right by an [adjustment](/admin/adjustments): one person asks with a reason, another approves. In the distributor's favour it goes on the next statement; against him, later ones repay it.",
      ],
    },
    {
      id: "when",
      title: "When it is on a statement",
      blocks: [
        "Periods are those of Beijing time: n days after the due day (T+0 to T+90, in calendar or working days), one day of each week or one day of each month. Working days follow the announced Chinese holidays; any day can be set otherwise in the [working calendar](/admin/calendar). A commission gets onto a statement in the first settlement after the period of its due time; the system looks every hour, and a [preview](/admin/settlement) shows what a run by hand would make. For example, redeemed on 20 November 2026 at 10:00 with 7 frozen days:",
        { worked: "dueDates" },
        "A distributor gets at most one statement a period. Settlement missed, late, started several times at once or cut off halfway: the result is the same. Each commission is on one statement, and what comes late is on the next.",
        "To be paid = commissions + adjustments − tax withheld − debts repaid. From persons a rate or the Chinese table for labour services is withheld; companies send an invoice and nothing is withheld. What is below the smallest payout waits for the next period as a whole.",
        "A distributor who disagrees with a line contests it on the statement: just that line leaves it and waits, the rest is paid. Both sides write in the [dispute](/admin/disputes); once decided the line goes on the next statement.",
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
              ["Settlement", "Frozen commission 2.50", "Payable commission 2.50 (one statement each; tax and debts apart)"],
              ["Redemption reversed after it", "Owed by distributors 2.50", "Commission expense 2.50"],
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
