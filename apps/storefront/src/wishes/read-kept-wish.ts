/** Wish as a tab keeps it: text, which anybody may have changed. */

export interface KeptWish {
  readonly id: string;
  readonly name: string;
}

/** Reads a kept wish; undefined for none, and for what is not one. */
export function readKeptWish(text: string | null): KeptWish | undefined {
  try {
    const { id, name } = JSON.parse(text ?? '') as Partial<Record<string, unknown>>;
    return typeof id === 'string' && typeof name === 'string' ? { id, name } : undefined;
  } catch {
    return undefined;
  }
}
