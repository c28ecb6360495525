import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Chain } from "./chain.tsx";
import { Doors, Questions } from "./closing.tsx";
import { Comparison } from "./comparison.tsx";
import { Features } from "./features.tsx";
import { Hero } from "./hero.tsx";
import { pageMeta } from "./meta.ts";
import { Roles, Trust } from "./reasons.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("marketing.meta");
  return { ...(await pageMeta("/", t("home"), t("homeText"))), title: { absolute: t("home") } };
}

export default function LandingPage() {
  return (
    <>
      <Hero />
      <Chain />
      <Features />
      <Roles />
      <Trust />
      <Comparison />
      <Questions />
      <Doors />
    </>
  );
}
