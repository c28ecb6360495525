import { initTRPC, TRPCError } from "@trpc/server";
import type { TRPC_ERROR_CODE_KEY } from "@trpc/server/rpc";
import { ZodError, z } from "zod";
import type { Ctx, DeviceActor } from "#lib/context.ts";
import { DomainError, type ErrorCode, type ErrorDetails, statusOf } from "#lib/errors.ts";
import { log } from "#lib/log.ts";

const trpcCodes: Record<number, TRPC_ERROR_CODE_KEY> = {
  400: "BAD_REQUEST",
  401: "UNAUTHORIZED",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  409: "CONFLICT",
  410: "NOT_FOUND",
  413: "PAYLOAD_TOO_LARGE",
  422: "UNPROCESSABLE_CONTENT",
  429: "TOO_MANY_REQUESTS",
  500: "INTERNAL_SERVER_ERROR",
  503: "SERVICE_UNAVAILABLE",
};

/** `actor` is who signed in (or public); `device` is the browser, for consumers' procedures. */
/** `mustEnrol`: staff who must set up two-step sign-in before anything else. */
export type TrpcContext = Ctx & { device: DeviceActor; mustEnrol: boolean };

const t = initTRPC.context<TrpcContext>().create({
  // What the browser learns of a failure: our code and details, never a message or a stack.
  errorFormatter({ shape, error }) {
    const { code, details } = publicError(error);
    return {
      ...shape,
      message: code,
      data: {
        ...shape.data,
        stack: undefined,
        error: code,
        details,
        fields: details.fields ?? null,
      },
    };
  },
});

function publicError(error: TRPCError): {
  code: ErrorCode;
  details: ErrorDetails;
} {
  if (error.cause instanceof DomainError) return { code: error.cause.code, details: error.cause.details };
  if (error.code === "BAD_REQUEST" && error.cause instanceof ZodError)
    return {
      code: "INVALID_INPUT",
      details: { fields: fieldsOf(error.cause) },
    };
  if (error.code === "NOT_FOUND") return { code: "NOT_FOUND", details: {} };
  if (error.code === "PAYLOAD_TOO_LARGE") return { code: "FILE_TOO_LARGE", details: {} };
  return error.code === "INTERNAL_SERVER_ERROR" ? { code: "INTERNAL", details: {} } : { code: "INVALID_INPUT", details: {} };
}

const fieldsOf = (error: ZodError): Record<string, string> =>
  Object.fromEntries(error.issues.map((issue) => [issue.path.join("."), issue.message]));

const convertErrors = t.middleware(async ({ next, path }) => {
  const result = await next();
  if (result.ok) return result;
  const cause = result.error.cause;
  if (cause instanceof DomainError)
    throw new TRPCError({
      code: trpcCodes[statusOf(cause.code)]!,
      message: cause.code,
      cause,
    });
  if (result.error.code === "INTERNAL_SERVER_ERROR") log.error({ err: cause ?? result.error, path }, "procedure failed");
  return result;
});

/** All that somebody may do before the second factor is set up. */
const beforeEnrolment = ["user.enrolTotp", "user.confirmTotp", "user.changeProfile"];
const secondFactorFirst = t.middleware(({ ctx, path, next }) => {
  if (ctx.mustEnrol && !beforeEnrolment.includes(path)) throw new DomainError("TOTP_REQUIRED");
  return next();
});

export const router = t.router;
export const procedure = t.procedure.use(convertErrors).use(secondFactorFirst);
/** For consumers: whoever may be signed in, the browser's device acts. */
export const deviceProcedure = procedure.use(({ ctx, next }) => next({ ctx: { ...ctx, actor: ctx.device } }));
export const createCallerFactory = t.createCallerFactory;

/** Output building blocks: bigint and Date leave as strings, so no transformer is needed. */
export const minorOut = z.bigint().transform(String);
export const dateOut = z.date().transform((at) => at.toISOString());
/** Input: 分 as a decimal string. */
export const minorIn = z
  .string()
  .regex(/^\d{1,18}$/)
  .transform(BigInt);
export const okOut = z.object({ ok: z.literal(true) });
export const idOut = z.object({ id: z.string() });
export const idIn = z.object({ id: z.uuid() });
