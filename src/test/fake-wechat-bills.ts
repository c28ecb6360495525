import { createHash } from "node:crypto";
import type { FakeAnswer, FakeCall } from "./fake-server.ts";
import { timeText } from "./fake-wechat.ts";
import type { WechatOrders } from "./fake-wechat-orders.ts";
import type { WechatTransfers } from "./fake-wechat-transfers.ts";

const trade =
  "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注";
const tradeTotals = "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额";
const flow =
  "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号";
const flowTotals = "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额";

const yuan = (fen: number) => (fen / 100).toFixed(2);
const plain = (ms: number) => timeText(ms).slice(0, 19).replace("T", " ");
const row = (...values: (string | number)[]) => values.map((value) => `\`${value}`).join(",");

/** The file behind a bill's address; its hash is in a header when there is one. */
export function billFile(call: FakeCall, orders: WechatOrders, transfers: WechatTransfers): FakeAnswer {
  const [kind, day = "", account] = (call.query.get("token") ?? "").split(".");
  const rows =
    kind === "tradebill"
      ? tradeRows(day, orders)
      : account === "OPERATION"
        ? transferRows(day, transfers)
        : basicRows(day, orders);
  if (rows.length === 0) return { status: 404, body: "" };
  const [header, totals] = kind === "tradebill" ? [trade, tradeTotals] : [flow, flowTotals];
  const body = `\uFEFF${[header, ...rows, totals, row(rows.length, "0.00", "0.00")].join("\r\n")}\r\n`;
  return {
    status: 200,
    body,
    headers: { "content-type": "text/plain; charset=utf-8", "x-sha1": createHash("sha1").update(body).digest("hex") },
  };
}

function tradeRows(day: string, { orders, refunds, feeOf }: WechatOrders): string[] {
  const who = ["wx0123456789abcdef", "1900000001", "0", ""];
  const paid = [...orders.values()]
    .filter((each) => each.paid > 0 && plain(each.paidAt).startsWith(day))
    .map((each) => {
      const money = [
        yuan(each.paid),
        "0.00",
        "0",
        "0",
        "0.00",
        "0.00",
        "",
        "",
        "充值",
        "",
        yuan(feeOf(each.paid)),
        "0.60%",
        yuan(each.paid),
        "0.00",
        "",
      ];
      return row(
        plain(each.paidAt),
        ...who,
        each.transactionId,
        each.outNo,
        "o-payer",
        each.kind.toUpperCase(),
        "SUCCESS",
        "OTHERS",
        "CNY",
        ...money,
      );
    });
  const back = [...refunds.values()]
    .filter((each) => plain(each.at).startsWith(day))
    .map((each) => {
      const no = [orders.get(each.outNo)!.transactionId, each.outNo, "o-payer", "NATIVE", "REFUND", "OTHERS", "CNY"];
      const money = ["0.00", "0.00", each.refundId, each.refundNo, yuan(each.amount), "0.00", "ORIGINAL", "SUCCESS", "充值", ""];
      return row(plain(each.at), ...who, ...no, ...money, yuan(-feeOf(each.amount)), "0.60%", "0.00", yuan(each.amount), "");
    });
  return [...paid, ...back];
}

/** What the trade bill says too: the reader must not count it twice. */
function basicRows(day: string, { orders, feeOf }: WechatOrders): string[] {
  return [...orders.values()]
    .filter((each) => each.paid > 0 && plain(each.paidAt).startsWith(day))
    .flatMap((each, i) => [
      row(
        plain(each.paidAt),
        each.transactionId,
        `T${i}`,
        "交易",
        "交易",
        "收入",
        yuan(each.paid),
        "0.00",
        "system",
        "",
        each.transactionId,
      ),
      row(
        plain(each.paidAt),
        each.transactionId,
        `C${i}`,
        "扣除交易手续费",
        "扣除交易手续费",
        "支出",
        yuan(feeOf(each.paid)),
        "0.00",
        "system",
        "",
        each.transactionId,
      ),
    ]);
}

function transferRows(day: string, { bills }: WechatTransfers): string[] {
  return [...bills.values()]
    .filter((each) => each.state === "SUCCESS" && plain(each.updatedAt).startsWith(day))
    .map((each, i) =>
      row(
        plain(each.updatedAt),
        each.billNo,
        `M${day.replaceAll("-", "")}${i}`,
        "商家转账",
        "商家转账",
        "支出",
        yuan(each.amount),
        "0.00",
        "API",
        each.remark,
        each.outNo,
      ),
    );
}
