/** Medians, and how far the rounds lie apart. */

/** What a number was over the rounds. */
export interface Summary {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** The middle value; of an even number of values, the mean of the two in the middle. Throws on none. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new Error('There is no median of nothing.');
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)]!;
  return sorted.length % 2 === 1 ? upper : (sorted[sorted.length / 2 - 1]! + upper) / 2;
}

export const summarize = (values: readonly number[]): Summary => ({
  median: median(values),
  min: Math.min(...values),
  max: Math.max(...values),
});

/** How far the rounds lie from their median at most, as a share of it: 0.05 is ±5 %. */
export const spread = ({ median, min, max }: Summary): number =>
  median === 0 ? 0 : Math.max(max - median, median - min) / median;

/**
 * Ours over theirs, round by round: both of a round are measured within seconds of each other, so that whatever slows the machine
 * down for a while slows both.
 */
export const ratios = (ours: readonly number[], theirs: readonly number[]): Summary =>
  summarize(theirs.map((value, round) => ours[round]! / value));

/**
 * The exponent with which a cost grows: the slope of its logarithm over the logarithm of what grows (least squares). 1 is in
 * proportion, 0 not at all.
 */
export function exponent(points: readonly (readonly [number, number])[]): number {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const mean = (index: 0 | 1): number => logs.reduce((sum, point) => sum + point[index], 0) / logs.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  const over = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return over / logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}
