import { qrSvg } from "#app/_links/draw-qr.ts";
import { Card } from "#components/ui/card.tsx";
import type { OwnTopUpDetail } from "#domain/payment/queries-own.ts";
import { PayNow } from "./pay-now.tsx";

/** Not paid yet, as far as anybody knows. */
export function Waiting({ topUp, now, go }: { topUp: OwnTopUpDetail; now: Date; go: boolean }) {
  const { payment, handoff } = topUp;
  if (!payment) return null;
  const { expiresAt, ...rest } = payment;
  return (
    <Card>
      <PayNow
        // A new answer of the server starts the watch anew.
        key={`${payment.state}-${handoff?.kind ?? "none"}`}
        payment={{ id: rest.id, method: rest.method, state: rest.state, expiresAt: expiresAt.toISOString() }}
        provider={topUp.method}
        handoff={handoff}
        qr={handoff?.kind === "qr" ? `data:image/svg+xml;base64,${Buffer.from(qrSvg(handoff.text)).toString("base64")}` : null}
        now={now.toISOString()}
        go={go}
      />
    </Card>
  );
}
