/** Names of headers and gRPC metadata that carry a call's context to a service. They are in lower case, as Node gives them. */

/** Caller on whose behalf a service is asked (caller.ts). */
export const callerHeader = 'frontage-caller';

/** Time that a service may take, in milliseconds. */
export const deadlineHeader = 'frontage-deadline-ms';

/** Reason of a failure (`OUT_OF_STOCK`), in the trailing metadata of gRPC. */
export const reasonHeader = 'frontage-reason';
