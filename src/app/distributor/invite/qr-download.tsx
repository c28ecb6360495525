"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";

/** The QR as a file: SVG, sharp at any size on a poster. */
export function QrDownload({ svg, name }: { svg: string; name: string }) {
  const t = useTranslations("invite");
  function save() {
    const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
    const link = Object.assign(document.createElement("a"), { href: url, download: `${name}.svg` });
    link.click();
    URL.revokeObjectURL(url);
  }
  return (
    <Button icon={<Download />} onClick={save}>
      {t("download")}
    </Button>
  );
}
