import type { ReactNode } from "react";
import "./poster.css";

export default function PosterLayout({ children }: { children: ReactNode }) {
  return children;
}
