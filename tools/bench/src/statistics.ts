/** Medians, and how far the rounds lie apart. */

import { linearRegression, max, median, min } from 'simple-statistics';

/** A number over the rounds. */
export interface Summary {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** Throws on no values. */
export const summarize = (values: number[]): Summary => ({
  median: median(values),
  min: min(values),
  max: max(values),
});

/** The farthest round from the median, as a share of it: 0.05 is ±5 %. */
export const spread = ({ median, min, max }: Summary): number =>
  median === 0 ? 0 : Math.max(max - median, median - min) / median;

/**
 * Ratios of ours over theirs, round by round. Both of a round are measured within seconds of each other, so that whatever slows the machine
 * down for a while slows both.
 */
export const ratios = (ours: readonly number[], theirs: readonly number[]): Summary =>
  summarize(theirs.map((value, round) => ours[round]! / value));

/** The power with which y grows with x, by least squares of the logarithms. 1 is in proportion, 0 not at all. */
export const exponent = (points: readonly (readonly [x: number, y: number])[]): number =>
  linearRegression(points.map(([x, y]) => [Math.log(x), Math.log(y)])).m;
