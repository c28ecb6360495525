import type { Guide } from "../guide.ts";

export const store: Guide = {
  title: "Redeeming at a store",
  summary: "Open the desk on a phone or computer, scan or type, and know at once whether it is good. Mistakes can be taken back.",
  audience: "Cashiers and merchants",
  minutes: 4,
  sections: [
    {
      id: "account",
      title: "Getting an account",
      blocks: [
        "The operator creates the merchant under [merchants](/admin/merchants) and says which products it may redeem; each cashier signs in with an email of their own. Open the mail, set a password, and go to the [desk](/store).",
        "Put the desk on the phone's home screen. A sign-in lasts 30 days; when somebody leaves, ask the operator to disable the account: it takes effect at once.",
      ],
    },
    {
      id: "redeem",
      title: "Redeeming a voucher",
      blocks: [
        {
          steps: [
            "Tap “scan” and point at the QR code on the customer's phone, or type the 8 digits. The first time, the browser asks to use the camera.",
            "Read the answer: product, face value, rules, status. **Check the product before you redeem.**",
            "When it says done, hand over the goods. The customer's page turns to used at the same moment.",
          ],
        },
        { screen: "store", caption: "The desk: one field, one scan button, one clear answer." },
        "No camera, or the customer's phone is dead? A customer who can tell you the voucher's full code can still use it: type it. Blanks, full-width letters and small letters are taken care of.",
      ],
    },
    {
      id: "states",
      title: "What the answers mean",
      blocks: [
        {
          table: {
            head: ["Answer", "Meaning", "Tell the customer"],
            rows: [
              ["Valid", "Status and dates are in order", "One moment, I am redeeming it."],
              ["Already used", "Redeemed before; time and place are shown", "It was used then, at that store."],
              ["Expired", "Past its last day", "I am sorry, it has expired."],
              ["Not claimed yet", "Nobody has claimed it yet", "Please claim it from the link first."],
              ["Voided", "The operator has voided it", "Please ask who sent it to you."],
              ["Not valid in this store", "It is real, but not for your products", "The stores are listed on its page."],
              [
                "No such voucher",
                "A typing error, an old number, or not of this system",
                "Please let the number renew and try again.",
              ],
            ],
          },
        },
        "When two tills redeem the same voucher at the same moment exactly one succeeds; the other sees “already used”.",
      ],
    },
    {
      id: "reverse",
      title: "Taking back a mistake",
      blocks: [
        "Find it under [history](/store/history), tap “reverse” and say why. The voucher can be used again, and the commission it earned is reversed with it.",
        {
          list: [
            "There is a time limit set by the operator, 30 minutes by default. After that ask the operator's support.",
            "Only your own store's redemptions.",
            "Once the commission is on a statement, ask the operator to do it.",
          ],
        },
      ],
    },
    {
      id: "day",
      title: "Closing the day",
      blocks: [
        "[History](/store/history) lists every redemption of one day in Beijing time, with counts and face values by product, reversals marked apart. Compare it with your till at closing time.",
      ],
    },
    {
      id: "safety",
      title: "Against mistakes and guessing",
      blocks: [
        "The number has only 8 digits, but it is dead after 10 minutes and each cashier has few guesses: after 30 that were not found within 10 minutes the account waits. So do not share one account: you would lock each other out, and nobody could tell who did what.",
      ],
    },
  ],
};
