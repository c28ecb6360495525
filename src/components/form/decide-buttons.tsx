"use client";

import { Check, X } from "lucide-react";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";

/*
 * <DecideButtons
 *   reject={{ label: t("reject"), title: t("rejectTitle"), text: t("rejectText"), success: t("rejected"), run: (reason) => … }}
 *   approve={mayApprove ? { label: t("approve"), title: …, text: …, success: …, run: () => … } : undefined} />
 * Something waits for a decision: rejecting needs a reason, approving only a second look. Whoever may not approve gets no button.
 */
type Decision = { label: string; title: string; text: string; success: string };
type DecideButtonsProps = {
  reject: Decision & { run: (reason: string) => Promise<unknown> };
  approve?: Decision & { run: () => Promise<unknown> };
};

export function DecideButtons({ reject, approve }: DecideButtonsProps) {
  return (
    <>
      <ConfirmButton
        variant="danger-soft"
        icon={<X />}
        title={reject.title}
        description={reject.text}
        danger
        reason="required"
        success={reject.success}
        onConfirm={reject.run}
      >
        {reject.label}
      </ConfirmButton>
      {approve ? (
        <ConfirmButton
          variant="primary"
          icon={<Check />}
          title={approve.title}
          description={approve.text}
          success={approve.success}
          onConfirm={approve.run}
        >
          {approve.label}
        </ConfirmButton>
      ) : null}
    </>
  );
}
