/** Images of products, drawn, so that the fake serves images and ships none: a motif of the category in the product's own colours. */

import { randomOf } from '@frontage/seed';
import { motifOf } from './product-motifs.ts';

/** Widths of every image, in pixels. */
export const imageWidths: readonly number[] = [160, 320, 640, 1280];

/** Product, as far as its pictures show it. */
export interface Drawn {
  readonly id: string;
  readonly title: string;
  readonly categoryId: string;
  /** Words that the pictures follow where they know them: `moss`, `oak`. */
  readonly colour: string | undefined;
  readonly material: string | undefined;
}

/** Colours by name, each in light and in the shade. */
const colours: ReadonlyMap<string, readonly [light: string, shade: string]> = new Map([
  ['white', ['#f8f4ec', '#d8cfbf']],
  ['black', ['#55514d', '#36332f']],
  ['sand', ['#dcc196', '#ba9863']],
  ['moss', ['#83965f', '#5b6d3e']],
  ['rust', ['#c46a42', '#964a2b']],
  ['ink', ['#486891', '#2f4a6c']],
  ['clay', ['#cd9072', '#a56b51']],
  ['stone', ['#aaa59c', '#807b72']],
]);

const materials: ReadonlyMap<string, string> = new Map([
  ['oak', '#b98a54'],
  ['ash', '#cbb080'],
  ['walnut', '#76503a'],
  ['steel', '#87929a'],
  ['aluminium', '#a3acb2'],
  ['brass', '#bf9840'],
  ['linen', '#c5b596'],
  ['wool', '#a99a86'],
  ['ceramic', '#cfc4b3'],
  ['glass', '#7fb0b8'],
]);

/** Views of a product, by number of the picture: the whole of it, closer, from the other side, two of them, a detail. */
const views: readonly ((motif: string) => string)[] = [
  (motif) => motif,
  (motif) => `<g transform="translate(-120 -90) scale(1.6)">${motif}</g>`,
  (motif) => `<g transform="matrix(-.86 0 0 .86 372 46)">${motif}</g>`,
  (motif) =>
    `<defs><g id="p">${motif}</g></defs><use href="#p" transform="translate(-14 132) scale(.6)"/><use href="#p" transform="translate(166 132) scale(.6)"/>`,
  (motif) => `<g transform="translate(-200 -190) scale(2)">${motif}</g>`,
];

/**
 * Draws picture `number` (from 1) of a product as a square SVG of this width in pixels, under 2 kB. The same product and number give the same
 * picture. In dark it is dark, where the browser tells pictures so.
 */
export function drawProduct({ id, title, categoryId, colour, material }: Drawn, number: number, width: number): string {
  const random = randomOf(`image ${id}`);
  const hue = (random.between(0, 359) + (number - 1) * 24) % 360;
  const other = (hue + random.between(20, 50)) % 360;
  const [light, shade] = colours.get(colour ?? '') ?? random.sample([...colours.values()], 1)[0]!;
  const line = materials.get(material ?? '') ?? '#b98a54';
  const view = views[(number - 1) % views.length]!;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${width}" height="${width}" viewBox="0 0 400 400"><title>${escape(title)}</title>` +
    `<style>.g{stop-color:hsl(${hue} 42% 94%)}.h{stop-color:hsl(${other} 34% 82%)}.f{fill:hsl(${other} 26% 74%);opacity:.55}` +
    `.a{fill:${light}}.d{fill:${shade}}.m{fill:${line}}.l,.t{fill:none;stroke:${line};stroke-width:11;stroke-linecap:round;stroke-linejoin:round}rect.l{fill:${line};stroke:none}.t{stroke-width:4}` +
    `.w{fill:#fff;opacity:.5}path.w{fill:none;stroke:#fff;stroke-width:5;stroke-linecap:round}.y{fill:#ffe7a3;opacity:.5}` +
    `@media(prefers-color-scheme:dark){.g{stop-color:hsl(${hue} 16% 30%)}.h{stop-color:hsl(${other} 18% 19%)}.f{fill:#000;opacity:.28}.y{opacity:.28}}</style>` +
    `<linearGradient id="b" x2=".6" y2="1"><stop class="g"/><stop class="h" offset="1"/></linearGradient><rect width="400" height="400" fill="url(#b)"/>` +
    `<path class="f" d="M0 318q200-26 400 0v82H0z"/>${view(motifOf(categoryId))}</svg>`
  );
}

const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
