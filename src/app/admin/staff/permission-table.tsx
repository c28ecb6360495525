import { Check, Minus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { permissionsOf, staffRoles } from "#domain/access/rules.ts";

/** The one permission table, as the code has it: who may do what. */
export function PermissionTable() {
  const t = useTranslations("staff");
  const all = permissionsOf("OWNER");
  return (
    <Card title={t("permissions.title")} description={t("permissions.lead")} flush className="mt-6">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="overflow-x-auto" aria-label={t("permissions.title")} tabIndex={0}>
        <table className="w-full min-w-xl text-sm">
          <thead>
            <tr className="border-b border-border text-xs text-muted">
              <th scope="col" className="px-4 py-2 text-left font-medium sm:px-5">
                {t("permissions.may")}
              </th>
              {staffRoles.map((role) => (
                <th key={role} scope="col" className="px-3 py-2 text-center font-medium whitespace-nowrap">
                  {t(`role.${role}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {all.map((permission) => (
              <tr key={permission} className="border-b border-border last:border-0">
                <th scope="row" className="px-4 py-2 text-left font-normal sm:px-5">
                  {t(`permission.${permission.replace(":", ".")}`)}
                </th>
                {staffRoles.map((role) => (
                  <td key={role} className="px-3 py-2 text-center">
                    <Mark yes={permissionsOf(role).includes(permission)} label={t("permissions.yes")} no={t("permissions.no")} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  );
}

function Mark({ yes, label, no }: { yes: boolean; label: string; no: string }) {
  return yes ? (
    <Check role="img" aria-label={label} className="mx-auto size-4 text-success" />
  ) : (
    <Minus role="img" aria-label={no} className="mx-auto size-4 text-muted opacity-40" />
  );
}
