import type { Guide } from "../guide.ts";

export const imports: Guide = {
  title: "Importing codes",
  summary: "Which files and encodings work, every reason for a refusal, and what to do about codes that Excel has mangled.",
  audience: "Owners and managers",
  minutes: 7,
  sections: [
    {
      id: "formats",
      title: "What files work",
      blocks: [
        {
          table: {
            head: ["What", "Supported"],
            rows: [
              ["Format", "CSV, TXT, XLSX. Save an old .xls as XLSX or CSV first."],
              [
                "Encoding",
                "UTF-8 with or without BOM, GBK / GB18030, UTF-16. Detected; where it is a guess you are asked to look at the preview.",
              ],
              ["Separator", "Comma, semicolon, tab, bar; a TXT with one code a line is fine too."],
              [
                "Columns",
                "The code is required; number or password, expiry and cost are optional. With or without a heading row.",
              ],
            ],
          },
        },
        "The content counts, not only the name: a picture or an archive renamed to .csv is refused, and so is an XLSX that unpacks to an absurd size (a zip bomb).",
        { worked: "limits" },
      ],
    },
    {
      id: "steps",
      title: "Step by step",
      blocks: [
        {
          steps: [
            "Open [import batches](/admin/batches), choose the product, upload the file. It is encrypted as it streams in: no plain copy lies on the server's disk.",
            "Look at the preview: the first 20 rows, with only the ends of each code. Confirm the encoding, the heading, and which column is code, number / password, expiry and cost. If Chinese looks garbled, choose another encoding.",
            "Start. You may close the page: it runs in the background, with progress, speed and a stop button.",
            "A restart of the server in the middle is no harm: the import goes on from its last safe point, with none twice and none missing.",
            "Read the result: **imported + duplicate + refused = rows**. Download the report and take the line numbers to your supplier. It holds no codes.",
          ],
        },
        { screen: "import", caption: "A batch: progress, the three counts, and a report by line." },
      ],
    },
    {
      id: "normalise",
      title: "How a code is normalised",
      blocks: [
        "So that what looks the same is the same, exactly three things happen before a code is kept:",
        {
          list: [
            "Full-width characters become half-width (NFKC): `ＡＢ１２` becomes `AB12`.",
            "White space and invisible characters are removed.",
            "All kinds of dashes become `-`.",
          ],
        },
        "**Upper and lower case stay**, because some suppliers mean it. Duplicates, searching and typing at a counter follow the same rule.",
      ],
    },
    {
      id: "duplicates",
      title: "What counts as a duplicate",
      blocks: [
        "Duplicates are found within the file, within the batch and in all history, by a keyed one-way index: no code is decrypted for it. A duplicate line is not imported, and the report says whether it was in the file or known from before.",
        "Upload the same file twice by mistake and the second result is: imported 0, the rest duplicates. No code can be handed out twice.",
      ],
    },
    {
      id: "refusals",
      title: "Reasons for refusal, and the cure",
      blocks: [
        {
          table: {
            head: ["Reason", "Where it usually comes from", "What to do"],
            rows: [
              [
                "Scientific notation (`6.22E+15`)",
                "Excel showed a long number this way; its last digits are gone",
                "It cannot be saved: ask the supplier for the original file, see below",
              ],
              [
                "Cell is a number",
                "In the XLSX the code column holds numbers; beyond 15 digits they have become 0",
                "Same; make the column text and paste the original data again",
              ],
              [
                "Leading zeros may be lost",
                "Most codes have one length and this one is shorter",
                "Compare with the original; if lengths really differ, switch on “codes have different lengths” when importing",
              ],
              [
                "Empty, too short, too long",
                "A blank line, or the wrong column",
                "Check the columns; a code has 4 to 128 characters",
              ],
              [
                "Garbled",
                "Wrong encoding, or the file itself is damaged",
                "Try another encoding in the preview; if that does not help, get a new file",
              ],
              ["Control characters", "Copied from a web page or a chat window", "Export again as plain text"],
              [
                "Expiry not understood",
                "Not written as a date",
                "Use `2026-12-31`, `2026/12/31`, `20261231` or 2026年12月31日, with a time if you like",
              ],
              ["Already expired", "The supplier sent an expired batch", "Take it up with the supplier"],
              ["Cost or number is wrong", "Cost is no amount; number too long or garbled", "Write amounts as `18` or `18.50`"],
              ["Missing column, open quote", "A line lacks a column or a closing quote", "Correct that line in the original"],
            ],
          },
        },
        "A refused line does not hold up the others. Import the corrected lines alone; even if you upload everything again, what is in stock already only counts as duplicate.",
      ],
    },
    {
      id: "excel",
      title: "Codes mangled by Excel",
      blocks: [
        "When Excel opens a CSV it takes what looks like a number for a number: leading zeros vanish, digits beyond the 15th become 0, and the result is shown as `6.22E+15`. **Once saved, the original digits are gone and no software can bring them back.** So such a code is refused rather than sold to somebody who cannot use it.",
        {
          steps: [
            "Go back to the supplier's **original file**. Do not open it in Excel; upload it as it is.",
            "If you must look at it in Excel: Data → From Text/CSV, and make the code column **Text**.",
            "To make a new sheet: format the whole column as text first, then paste.",
            'If the supplier\'s system can write `="0012345"`, that works too: it is read as `0012345`.',
          ],
        },
      ],
    },
    {
      id: "own",
      title: "No codes? Generate them",
      blocks: [
        "For vouchers of your own, codes can be generated with a prefix, a character set and a length. **Less than 80 bits of randomness is refused**, so that nobody can guess one. The recommended set leaves out characters that look alike.",
        "Generated codes are encrypted like any other, and there is no list of them to look at. To see one, reveal it: give a reason, the trace is written first, then it is opened.",
      ],
    },
  ],
};
