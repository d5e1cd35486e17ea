/** Headers and gRPC metadata that carry a call's context to a service. Names are in lower case, as Node gives them. */

/** Caller on whose behalf a service is asked (caller.ts). */
export const callerHeader = 'frontage-caller';

/** Time that a service may take, in milliseconds. */
export const deadlineHeader = 'frontage-deadline-ms';

/** Key of a header `Idempotency-Key`: visible ASCII. */
export const idempotencyKeyPattern = /^[\x21-\x7e]{1,255}$/;

/** Key in such a header, which is a structured-field string, or bare as many clients send it. */
export const unquotedKey = (header: string): string => /^"(.*)"$/.exec(header)?.[1] ?? header;

/** Reason of a failure (`OUT_OF_STOCK`), in the trailing metadata of gRPC. */
export const reasonHeader = 'frontage-reason';
