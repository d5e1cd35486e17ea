/** Images of products, drawn, so that the fake serves images and ships none. */

import { randomOf } from '@frontage/seed';

/** Widths of every image, in pixels. */
export const imageWidths: readonly number[] = [160, 320, 640, 1280];

/** Draws an SVG of this width in pixels, in 4:3. The same key gives the same image; larger ones have more detail. */
export function drawProduct(title: string, key: string, width: number): string {
  const random = randomOf(`image ${key}`);
  const hue = random.between(0, 359);
  const shapes = Array.from({ length: 4 + Math.round(width / 80) }, () => {
    const [x, y, size] = [random.between(0, 400), random.between(0, 300), random.between(20, 90)];
    const colour = `hsl(${(hue + random.between(-30, 30) + 360) % 360} ${random.between(25, 60)}% ${random.between(35, 80)}% / .55)`;
    return random.next() < 0.5
      ? `<circle cx="${x}" cy="${y}" r="${size / 2}" fill="${colour}"/>`
      : `<rect x="${x}" y="${y}" width="${size}" height="${size * 1.4}" rx="6" fill="${colour}"/>`;
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${width}" height="${width * 0.75}" viewBox="0 0 400 300">` +
    `<title>${escape(title)}</title><rect width="400" height="300" fill="hsl(${hue} 30% 94%)"/>${shapes.join('')}</svg>`
  );
}

const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
