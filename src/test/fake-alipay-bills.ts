import iconv from "iconv-lite";
import { beijing, type FakeAlipay } from "./fake-alipay.ts";
import { yuan } from "./fake-alipay-books.ts";
import type { FakeAnswer, FakeCall } from "./fake-server.ts";
import { zipOf } from "./fake-zip.ts";

const tradeHeader =
  "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注";
const moveHeader =
  "账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注";

/** 0.6 %, rounded to the nearest fen. */
export const alipayFee = (amount: bigint): bigint => (amount * 6n + 500n) / 1000n;
const row = (...values: string[]) => values.map((value) => `${value}\t`).join(",");

/** A day's bill as Alipay gives it: a zip with details and totals, names and texts in GBK. */
export function billArchive(call: FakeCall, fake: FakeAlipay): FakeAnswer {
  const { sellerId } = fake;
  const [, , kind, day = ""] = call.path.split("/");
  const isTrade = kind === "trade";
  const word = isTrade ? "业务明细" : "账务明细";
  const rows = isTrade ? tradeRows(day, fake) : moveRows(day, fake);
  const head = [`#支付宝${word}查询`, `#账号：[${sellerId}0156]`, `#起始日期：[${day}]`, `#----------${word}列表----------`];
  const text = [...head, isTrade ? tradeHeader : moveHeader, ...rows, `#----------${word}列表结束----------`, "#合计：1笔"].join(
    "\r\n",
  );
  const file = (name: string, body: string) => ({ name: iconv.encode(name, "gb18030"), body: iconv.encode(body, "gb18030") });
  const archive = zipOf([
    file(`${sellerId}_${day}_${word}.csv`, text),
    file(`${sellerId}_${day}_${word}(汇总).csv`, "#汇总\r\n门店编号,订单金额（元）\r\n合计,1.00\r\n"),
  ]);
  return { status: 200, body: archive, headers: { "content-type": "application/zip" } };
}

function tradeRows(day: string, { books: { trades, refunds } }: FakeAlipay): string[] {
  const none = ["", "", "", ""];
  const zeros = ["0.00", "0.00", "0.00", "0.00", "0.00", "", "0.00", "0.00"];
  const paid = [...trades.values()]
    .filter((each) => each.paid > 0n && beijing(each.paidAt).startsWith(day))
    .map((each) => {
      const at = beijing(each.paidAt);
      const amount = yuan(each.paid);
      const tail = [...zeros, "", `-${yuan(alipayFee(each.paid))}`, "0.00", ""];
      return row(each.tradeNo, each.outNo, "交易", each.subject, at, at, ...none, "林小姐", amount, amount, ...tail);
    });
  const back = [...refunds.values()]
    .filter((each) => beijing(each.at).startsWith(day))
    .map((each) => {
      const at = beijing(each.at);
      const amount = `-${yuan(each.amount)}`;
      const tail = [...zeros, each.requestNo, "0.00", "0.00", ""];
      return row(trades.get(each.outNo)!.tradeNo, each.outNo, "退款", "充值", at, at, ...none, "林小姐", amount, amount, ...tail);
    });
  return [...paid, ...back];
}

function moveRows(day: string, { books: { trades }, payouts: { transfers } }: FakeAlipay): string[] {
  const move = (id: string, ref: string, no: string, at: number, who: string, into: string, out: string, what: string) =>
    row(id, ref, no, "", beijing(at), who, into, out, "0.00", "支付宝", what, "");
  const income = [...trades.values()]
    .filter((each) => each.paid > 0n && beijing(each.paidAt).startsWith(day))
    .flatMap((each, i) => [
      move(`I${i}`, each.tradeNo, each.outNo, each.paidAt, "林小姐", yuan(each.paid), "", "在线支付"),
      move(`S${i}`, each.tradeNo, each.outNo, each.paidAt, "支付宝", "", `-${yuan(alipayFee(each.paid))}`, "收费"),
    ]);
  const sent = [...transfers.values()].flatMap((each, i) => [
    ...(beijing(each.at).startsWith(day)
      ? [move(`T${i}`, each.orderId, each.outNo, each.at, each.identity, "", `-${yuan(each.amount)}`, "转账")]
      : []),
    ...(each.returnedAt && beijing(each.returnedAt).startsWith(day)
      ? [move(`B${i}`, each.orderId, each.outNo, each.returnedAt, each.identity, yuan(each.amount), "", "转账退回")]
      : []),
  ]);
  return [...income, ...sent];
}
