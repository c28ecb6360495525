"use client";

import { CircleCheck, Minus, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { newRequestKey } from "#components/form/request-key.ts";
import { readError, useErrorText } from "#components/form/server-error.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Money } from "#components/ui/money.tsx";
import { maxPurchase } from "#domain/allotment/schema.ts";
import { useApi } from "#trpc/client.tsx";
import type { PlainOffer } from "./offer-grid.tsx";

type Props = { offer: PlainOffer; balanceMinor: string; onDone: () => void };
type Done = { id: string; no: number; quantity: number; totalMinor: string };

/** How many, what it costs, what is left of the balance; then one purchase, however often the button is pressed. */
export function PurchaseForm({ offer, balanceMinor, onDone }: Props) {
  const t = useTranslations("buy");
  const api = useApi();
  const router = useRouter();
  const errorText = useErrorText();
  const most = Math.min(offer.stock, maxPurchase);
  const [typed, setTyped] = useState(String(Math.min(10, most)));
  const [key, setKey] = useState(() => newRequestKey());
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState("");
  const [done, setDone] = useState<Done | null>(null);
  const quantity = /^\d{1,6}$/.test(typed) ? Number(typed) : 0;
  const total = BigInt(offer.priceMinor) * BigInt(quantity);
  const after = BigInt(balanceMinor) - total;
  const wrong = quantity < 1 || quantity > most;

  function change(text: string) {
    setTyped(text);
    setKey(newRequestKey()); // another quantity is another purchase
    setProblem("");
  }

  async function buy() {
    setPending(true);
    setProblem("");
    try {
      setDone(await api.allotment.buy.mutate({ productId: offer.id, quantity, requestKey: key }));
      router.refresh();
    } catch (error) {
      const { code, details } = readError(error);
      setProblem(code === "INSUFFICIENT_STOCK" ? t("onlyLeft", { count: Number(details.left ?? 0) }) : errorText(error));
    } finally {
      setPending(false);
    }
  }

  if (done) return <Bought done={done} onDone={onDone} />;
  return (
    <form
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!wrong && after >= 0n && !pending) void buy();
      }}
    >
      <Stepper typed={typed} quantity={quantity} most={most} onChange={change} />
      <dl className="grid gap-2 rounded-xl bg-surface-secondary p-4 text-sm">
        <Line label={t("unitTimes", { count: quantity })} minor={offer.priceMinor} />
        <Line label={t("total")} minor={String(total)} strong />
        <Line label={t("balanceAfter")} minor={String(after)} bad={after < 0n} />
        <Line label={t("retailValue")} minor={String(BigInt(offer.retailPriceMinor) * BigInt(quantity))} />
        <Line label={t("marginTotal")} minor={String(BigInt(offer.marginMinor) * BigInt(quantity))} />
      </dl>
      {after < 0n ? <Alert tone="warning">{t("tooLittle")}</Alert> : null}
      {problem ? (
        <Alert tone="danger" live>
          {problem}
        </Alert>
      ) : null}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onDone} disabled={pending}>
          {t("cancel")}
        </Button>
        <Button type="submit" variant="primary" pending={pending} disabled={wrong || after < 0n}>
          {t("confirm")}
        </Button>
      </div>
    </form>
  );
}

type StepperProps = { typed: string; quantity: number; most: number; onChange: (text: string) => void };

function Stepper({ typed, quantity, most, onChange }: StepperProps) {
  const t = useTranslations("buy");
  const id = useId();
  const step = (by: number) => onChange(String(Math.max(1, Math.min(most, quantity + by))));
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {t("quantity")}
      </label>
      <div className="flex flex-wrap items-center gap-2">
        <Button iconOnly aria-label={t("less")} icon={<Minus />} disabled={quantity <= 1} onClick={() => step(-1)} />
        <div className="w-24">
          <Input
            id={id}
            inputMode="numeric"
            autoComplete="off"
            value={typed}
            aria-describedby={`${id}-hint`}
            aria-invalid={quantity < 1 || quantity > most || undefined}
            className="tnum text-center"
            onChange={(event) => onChange(event.target.value.normalize("NFKC").replace(/\D/g, ""))}
          />
        </div>
        <Button iconOnly aria-label={t("more")} icon={<Plus />} disabled={quantity >= most} onClick={() => step(1)} />
        {[10, 50, 100, 500]
          .filter((amount) => amount <= most)
          .map((amount) => (
            <Button key={amount} size="sm" variant="ghost" onClick={() => onChange(String(amount))}>
              {amount}
            </Button>
          ))}
      </div>
      <p id={`${id}-hint`} className="mt-1.5 text-xs text-muted">
        {t("most", { count: most })}
      </p>
    </div>
  );
}

function Line({ label, minor, strong, bad }: { label: string; minor: string; strong?: boolean; bad?: boolean }) {
  return (
    <div
      className={`flex items-baseline justify-between gap-4 ${strong ? "font-semibold" : ""} ${bad ? "text-danger-soft-foreground" : ""}`}
    >
      <dt className={strong || bad ? "" : "text-muted"}>{label}</dt>
      <dd>
        <Money minor={minor} className={strong ? "text-base" : ""} />
      </dd>
    </div>
  );
}

function Bought({ done, onDone }: { done: Done; onDone: () => void }) {
  const t = useTranslations("buy");
  return (
    <div className="grid justify-items-center gap-4 py-4 text-center" role="status">
      <CircleCheck aria-hidden="true" className="size-10 text-success-soft-foreground" />
      <div>
        <p className="text-lg font-semibold">{t("done", { count: done.quantity })}</p>
        <p className="mt-1 text-sm text-muted">
          {t("paid")} <Money minor={done.totalMinor} />
        </p>
      </div>
      <div className="flex flex-wrap justify-center gap-2">
        <Button onClick={onDone}>{t("continue")}</Button>
        <ButtonLink href={`/distributor/links/new?allotmentId=${done.id}`} variant="primary">
          {t("makeLink")}
        </ButtonLink>
        <ButtonLink href={`/distributor/allotments/${done.id}`}>{t("seeAllotment")}</ButtonLink>
      </div>
    </div>
  );
}
