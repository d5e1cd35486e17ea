/** Gives a list that says something; undefined for an empty one, whose member is then absent from the answer. */
export const unlessEmpty = <T>(list: readonly T[] | undefined): T[] | undefined =>
  list === undefined || list.length === 0 ? undefined : [...list];
