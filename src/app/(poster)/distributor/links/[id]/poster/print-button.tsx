"use client";

import { Printer } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";

export function PrintButton({ children }: { children: ReactNode }) {
  return (
    <Button variant="primary" icon={<Printer />} onClick={() => window.print()}>
      {children}
    </Button>
  );
}
