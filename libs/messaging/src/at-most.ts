/** Limit on waiting: a broker that is blocked or frozen does not even answer a goodbye. */
export async function atMost(ms: number, promise: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([promise, late]);
  clearTimeout(timer);
}

/** Time for goodbyes, in milliseconds. */
export const goodbyeMs = 2_000;
