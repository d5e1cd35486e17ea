/** Names of the headers, and gRPC metadata, with which a call's context travels to a service; in lower case, as Node gives them. */

/** Caller on whose behalf a service is asked (caller.ts). */
export const callerHeader = 'frontage-caller';

/** Time that a service may take, in milliseconds. */
export const deadlineHeader = 'frontage-deadline-ms';

/** Reason of a failure (`OUT_OF_STOCK`), in the trailing metadata of gRPC. */
export const reasonHeader = 'frontage-reason';
