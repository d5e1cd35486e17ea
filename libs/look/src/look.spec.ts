/** Promises of the stylesheet: contrast in both schemes (WCAG 2.2, AA), size, and nothing fetched from elsewhere. */

import { lookCss } from './index.ts';

const tokens = new Map(
  [...lookCss.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)].map(
    ([, name, light, dark]) => [name!, { light: light!, dark: dark! }] as const,
  ),
);

/** Relative luminance of an sRGB colour, between 0 and 1 (WCAG 2.2, definition). */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

/** Contrast of two colours, from 1 to 21. */
function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (lighter! + 0.05) / (darker! + 0.05);
}

const surfaces = ['paper', 'raised', 'shade'];
const on = (colours: readonly string[], grounds: readonly string[]): string[][] =>
  colours.flatMap((colour) => grounds.map((ground) => [colour, ground]));

/** Text and its background: at least 4.5 (WCAG 1.4.3). */
const texts = [
  ...on(['ink', 'quiet', 'accent', 'accent-strong', 'good', 'warn', 'bad'], surfaces),
  ...on(['on-accent'], ['accent', 'accent-strong']),
  ['good', 'good-shade'],
  ['warn', 'warn-shade'],
  ['bad', 'bad-shade'],
  ...on(['ink', 'quiet', 'accent'], ['good-shade', 'warn-shade', 'bad-shade']),
] as [string, string][];

/** Borders of controls, and the focus ring: at least 3 (WCAG 1.4.11). */
const shapes = on(['edge', 'focus', 'accent', 'bad'], surfaces) as [string, string][];

describe('the stylesheet', () => {
  it('computes contrast as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  });

  it('has a light and a dark value for every colour', () => {
    const colours = [...lookCss.matchAll(/--([a-z-]+):[^;]*#[0-9a-f]{3,8}/g)].map(([, name]) => name);
    expect(colours.length).toBeGreaterThan(10);
    expect(colours.filter((name) => !tokens.has(name!))).toEqual([]);
  });

  describe.each(['light', 'dark'] as const)('in %s', (scheme) => {
    it.each(texts)('shows %s as text on %s', (text, ground) => {
      expect(contrast(tokens.get(text)![scheme], tokens.get(ground)![scheme])).toBeGreaterThanOrEqual(4.5);
    });

    it.each(shapes)('shows %s as a shape on %s', (shape, ground) => {
      expect(contrast(tokens.get(shape)![scheme], tokens.get(ground)![scheme])).toBeGreaterThanOrEqual(3);
    });
  });

  it('uses colours by their tokens alone', () => {
    const rules = lookCss.slice(lookCss.indexOf('*,'));
    expect(rules.match(/#[0-9a-f]{3,8}\b|\brgba?\(/g) ?? []).toEqual([]);
    const used = new Set([...rules.matchAll(/var\(--([a-z0-9-]+)\)/g)].map(([, name]) => name!));
    expect([...used].filter((name) => !lookCss.includes(`--${name}:`))).toEqual([]);
  });

  it('is smaller than 8 kB and needs nothing else', () => {
    expect(Buffer.byteLength(lookCss)).toBeLessThan(8192);
    expect(lookCss).not.toMatch(/@import|url\(|https?:/);
  });
});
