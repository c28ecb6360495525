"use client";

import { signOut } from "#components/layout/sign-out.ts";
import { Button } from "#components/ui/button.tsx";

/** The way out for whoever signed in with the wrong account, or has no phone at hand. */
export function LeaveButton({ label }: { label: string }) {
  return (
    <Button variant="ghost" size="sm" onClick={() => void signOut()}>
      {label}
    </Button>
  );
}
