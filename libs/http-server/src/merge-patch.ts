/** JSON merge patch (RFC 7396): the media types in which changes are sent. */

/** Media types of a change. Patches were sent as plain JSON before they had a type of their own. */
export const patchTypes = ['application/merge-patch+json', 'application/json'] as const;
