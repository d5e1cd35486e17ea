/** The folder from which processes of the house read compiled code. */
export const compileCacheDir: string;
/** Fills the cache unless it is up to date. */
export function fillCompileCache(): Promise<void>;
