import { z } from "zod";
import { changePassword } from "#domain/user/change-password.ts";
import { changeProfile } from "#domain/user/change-profile.ts";
import { changeRole } from "#domain/user/change-role.ts";
import { confirmTotp } from "#domain/user/confirm-totp.ts";
import { disableStaff } from "#domain/user/disable-staff.ts";
import { disableTotp } from "#domain/user/disable-totp.ts";
import { enableStaff } from "#domain/user/enable-staff.ts";
import { enrolTotp } from "#domain/user/enrol-totp.ts";
import { inviteStaff } from "#domain/user/invite-staff.ts";
import { renewRecoveryCodes } from "#domain/user/renew-recovery-codes.ts";
import { requestPasswordReset } from "#domain/user/request-password-reset.ts";
import { resendInvitation } from "#domain/user/resend-invitation.ts";
import { resetPassword } from "#domain/user/reset-password.ts";
import { resetTotp } from "#domain/user/reset-totp.ts";
import { revokeSession } from "#domain/user/revoke-session.ts";
import {
  changePasswordInput,
  changeRoleInput,
  confirmTotpInput,
  disableStaffInput,
  inviteStaffInput,
  passwordOnlyInput,
  profileInput,
  requestResetInput,
  resetPasswordInput,
  staffMemberInput,
} from "#domain/user/schema.ts";
import { signOutEverywhere } from "#domain/user/sign-out-everywhere.ts";
import { idIn, idOut, procedure, router } from "./init.ts";

const recoveryCodesOut = z.object({ recoveryCodes: z.array(z.string()) });

export const userRouter = router({
  inviteStaff: procedure
    .input(inviteStaffInput)
    .output(idOut)
    .mutation(({ ctx, input }) => inviteStaff(ctx, input)),
  resendInvitation: procedure
    .input(staffMemberInput)
    .output(z.void())
    .mutation(({ ctx, input }) => resendInvitation(ctx, input)),
  changeRole: procedure
    .input(changeRoleInput)
    .output(z.void())
    .mutation(({ ctx, input }) => changeRole(ctx, input)),
  disableStaff: procedure
    .input(disableStaffInput)
    .output(z.void())
    .mutation(({ ctx, input }) => disableStaff(ctx, input)),
  enableStaff: procedure
    .input(staffMemberInput)
    .output(z.void())
    .mutation(({ ctx, input }) => enableStaff(ctx, input)),
  resetTotp: procedure
    .input(disableStaffInput)
    .output(z.void())
    .mutation(({ ctx, input }) => resetTotp(ctx, input)),

  requestPasswordReset: procedure
    .input(requestResetInput)
    .output(z.void())
    .mutation(({ ctx, input }) => requestPasswordReset(ctx, input)),
  resetPassword: procedure
    .input(resetPasswordInput)
    .output(z.void())
    .mutation(({ ctx, input }) => resetPassword(ctx, input)),

  changeProfile: procedure
    .input(profileInput)
    .output(z.void())
    .mutation(({ ctx, input }) => changeProfile(ctx, input)),
  changePassword: procedure
    .input(changePasswordInput)
    .output(z.void())
    .mutation(({ ctx, input }) => changePassword(ctx, input)),
  revokeSession: procedure
    .input(idIn)
    .output(z.void())
    .mutation(({ ctx, input }) => revokeSession(ctx, input)),
  signOutEverywhere: procedure.output(z.object({ ended: z.number() })).mutation(({ ctx }) => signOutEverywhere(ctx)),
  enrolTotp: procedure.output(z.object({ uri: z.string(), secret: z.string() })).mutation(({ ctx }) => enrolTotp(ctx)),
  confirmTotp: procedure
    .input(confirmTotpInput)
    .output(recoveryCodesOut)
    .mutation(({ ctx, input }) => confirmTotp(ctx, input)),
  renewRecoveryCodes: procedure
    .input(passwordOnlyInput)
    .output(recoveryCodesOut)
    .mutation(({ ctx, input }) => renewRecoveryCodes(ctx, input)),
  disableTotp: procedure
    .input(passwordOnlyInput)
    .output(z.void())
    .mutation(({ ctx, input }) => disableTotp(ctx, input)),
});
