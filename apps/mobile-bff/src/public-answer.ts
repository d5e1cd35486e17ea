/**
 * `Cache-Control` of answers that are the same for everybody. They are stale for as long as they were fresh, as those of web-bff are: what a
 * CDN holds is at most two minutes old.
 */
export const forEverybody = 'public, max-age=60, stale-while-revalidate=60';
