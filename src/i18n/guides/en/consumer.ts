import type { Guide } from "../guide.ts";

export const consumer: Guide = {
  title: "Claiming and using a voucher",
  summary: "Open the link, claim, find it again, use it, and what each message means. Made to be passed on to customers.",
  audience: "Customers and support desks",
  minutes: 4,
  sections: [
    {
      id: "claim",
      title: "Claiming",
      blocks: [
        {
          steps: [
            "Tap the link or scan the code. The page says what it is, how long it is good for, how to use it and how many you may take. **Opening the page claims nothing**, and neither does the preview of a chat app.",
            "If a phone number is asked for, enter it and the 6-digit code you receive: good for 5 minutes, sent again after 60 seconds if you ask.",
            "Tap “Claim”. The voucher is there at once.",
          ],
        },
        { screen: "claim", caption: "The claim page: what it is, how to use it and how many you may take, on one screen." },
        "Tap twice, reload, change networks: you get the same voucher, not another one, and you lose none.",
      ],
    },
    {
      id: "find",
      title: "Finding it again",
      blocks: [
        "In the same phone's browser [my vouchers](/v) shows all of them: usable, used, ended. No account and no password.",
        "**On another phone or browser**: under “my vouchers” verify the phone number you claimed with. A voucher claimed without a number is remembered only by the browser that claimed it; verify a number before you clear its data or change phones.",
      ],
    },
    {
      id: "use-code",
      title: "Using it online",
      blocks: [
        {
          steps: [
            "Open the voucher and read the rules first: in which app or site it is used.",
            "Tap “Use this voucher” and confirm that the code shall be shown. **A code that has been shown counts as used**, so do it when you are about to use it.",
            "Copy it and use it. You can come back at any time; it is still the same code.",
          ],
        },
        { screen: "voucher", caption: "A voucher: status, validity, instructions and the way to use it." },
      ],
    },
    {
      id: "use-store",
      title: "Using it at a store",
      blocks: [
        {
          steps: [
            "At the store open the voucher and tap to show it: a QR code and 8 digits appear.",
            "Let the cashier scan the code or type the digits. Each is good for 10 minutes and then renewed; the old one is dead at once.",
            "When it is redeemed your page says so, with the store and the time.",
          ],
        },
        "Do not send screenshots: within those 10 minutes whoever shows it first can use it. The stores are listed on the voucher's page.",
      ],
    },
    {
      id: "expiry",
      title: "Validity and reminders",
      blocks: [
        "The last day stands on the voucher, in Beijing time. If you verified a phone number you get one SMS some days before (how many is the operator's choice). An expired voucher cannot be used.",
      ],
    },
    {
      id: "messages",
      title: "When you see this",
      blocks: [
        {
          table: {
            head: ["Message", "Meaning and what to do"],
            rows: [
              ["Not open yet", "The page shows when it begins. Come back then."],
              ["All taken", "This link's quota is used up. Ask whoever sent it for another link."],
              ["Claiming has ended", "The time to claim is over; what you have claimed stays."],
              ["Paused", "The sender has stopped it for now; it may resume."],
              ["Link no longer valid, wrong link", "The sender took it back, or the address is incomplete. Ask for a new one."],
              ["Limit reached", "You have as many as one person may take."],
              ["Too many attempts", "Wait some minutes."],
              [
                "The app refuses the code",
                "Check upper and lower case and blanks. If it is still refused, tell the sender when you claimed and which product: the operator can see this voucher's whole path.",
              ],
            ],
          },
        },
      ],
    },
  ],
};
