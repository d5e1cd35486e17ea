/** Seeded catalog: 24 categories in two levels, and 500 products. Each service has a wire format of its own. */

import { randomOf, type Random } from './random.ts';

export interface SeededCategory {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | undefined;
  readonly description: string;
}

export interface SeededProduct {
  readonly id: string;
  readonly sku: string;
  readonly name: string;
  readonly brand: string;
  readonly categoryId: string;
  readonly summary: string;
  readonly description: string;
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
  readonly images: number;
  readonly createdAt: string;
}

interface Root {
  readonly id: string;
  readonly name: string;
  readonly children: readonly (readonly [id: string, name: string, noun: string])[];
}

/** 6 roots with 3 children each: 24 categories. */
const roots: readonly Root[] = [
  {
    id: 'lighting',
    name: 'Lighting',
    children: [
      ['desk-lamps', 'Desk lamps', 'desk lamp'],
      ['floor-lamps', 'Floor lamps', 'floor lamp'],
      ['pendants', 'Pendants', 'pendant'],
    ],
  },
  {
    id: 'seating',
    name: 'Seating',
    children: [
      ['office-chairs', 'Office chairs', 'office chair'],
      ['lounge-chairs', 'Lounge chairs', 'lounge chair'],
      ['stools', 'Stools', 'stool'],
    ],
  },
  {
    id: 'tables',
    name: 'Tables',
    children: [
      ['desks', 'Desks', 'desk'],
      ['dining-tables', 'Dining tables', 'dining table'],
      ['side-tables', 'Side tables', 'side table'],
    ],
  },
  {
    id: 'storage',
    name: 'Storage',
    children: [
      ['shelves', 'Shelves', 'shelf'],
      ['cabinets', 'Cabinets', 'cabinet'],
      ['boxes', 'Boxes', 'box'],
    ],
  },
  {
    id: 'kitchen',
    name: 'Kitchen',
    children: [
      ['pans', 'Pans', 'pan'],
      ['knives', 'Knives', 'knife'],
      ['kettles', 'Kettles', 'kettle'],
    ],
  },
  {
    id: 'textiles',
    name: 'Textiles',
    children: [
      ['rugs', 'Rugs', 'rug'],
      ['blankets', 'Blankets', 'blanket'],
      ['cushions', 'Cushions', 'cushion'],
    ],
  },
];

export const categories: readonly SeededCategory[] = roots.flatMap(({ id, name, children }) => [
  { id, name, parentId: undefined, description: `Everything for ${name.toLowerCase()}, chosen to last.` },
  ...children.map(([childId, childName]) => ({
    id: childId,
    name: childName,
    parentId: id,
    description: `${childName} in many makes and sizes.`,
  })),
]);

const adjectives = [
  'Quiet',
  'Nordic',
  'Folding',
  'Tall',
  'Compact',
  'Classic',
  'Round',
  'Slim',
  'Sturdy',
  'Bright',
  'Woven',
  'Matte',
] as const;
const materials = ['oak', 'ash', 'walnut', 'steel', 'aluminium', 'brass', 'linen', 'wool', 'ceramic', 'glass'] as const;
const colours = ['white', 'black', 'sand', 'moss', 'rust', 'ink', 'clay', 'stone'] as const;
const brands = ['Holm', 'Ostrava', 'Kielder', 'Tanaka', 'Verano', 'Marlow', 'Brandt', 'Soleil'] as const;
const countries = ['Denmark', 'Portugal', 'Japan', 'Poland', 'Sweden', 'Italy'] as const;
const places = [
  'a small flat',
  'a busy office',
  'a quiet corner',
  'a long table',
  'a bright hall',
  'a reading room',
] as const;
const makers = ['a family workshop', 'a cooperative of eleven', 'a mill by the river', 'a foundry from 1921'] as const;

const children = roots.flatMap((root) => root.children);

/** 500 products; `p-001` is the first. */
export const products: readonly SeededProduct[] = Array.from({ length: 500 }, (_, index) => makeProduct(index));

function makeProduct(index: number): SeededProduct {
  const id = `p-${String(index + 1).padStart(3, '0')}`;
  const random = randomOf(`product ${id}`);
  const [categoryId, , noun] = children[index % children.length]!;
  const material = random.pick(materials);
  const colour = random.pick(colours);
  const brand = random.pick(brands);
  const country = random.pick(countries);
  const name = `${random.pick(adjectives)} ${noun} in ${material}`;
  return {
    id,
    sku: `${brand.slice(0, 2).toUpperCase()}-${String(1000 + index)}`,
    name,
    brand,
    categoryId,
    summary: `A ${noun} of ${material} in ${colour}, made in ${country}.`,
    description: describe(random, { noun, material, colour, country, brand }),
    attributes: [
      { name: 'material', value: material },
      { name: 'colour', value: colour },
      { name: 'country', value: country },
      { name: 'width', value: `${random.between(10, 180)} cm` },
      { name: 'height', value: `${random.between(10, 220)} cm` },
      { name: 'weight', value: `${(random.between(2, 400) / 10).toFixed(1)} kg` },
      { name: 'warranty', value: `${random.between(2, 10)} years` },
    ],
    images: random.between(2, 5),
    createdAt: new Date(Date.UTC(2024, 0, 1) + random.between(0, 800) * 86_400_000).toISOString(),
  };
}

interface Words {
  readonly noun: string;
  readonly material: string;
  readonly colour: string;
  readonly country: string;
  readonly brand: string;
}

function describe(random: Random, { noun, material, colour, country, brand }: Words): string {
  const place = random.pick(places);
  const maker = random.pick(makers);
  return [
    `${brand} designed this ${noun} for ${place}. The ${material} is left as honest as the maker dares: you see the grain, the seams and the hand that joined them, under a finish of ${colour} that deepens with the years.`,
    `It comes from ${maker} in ${country}, where each piece passes ${random.between(3, 9)} pairs of hands before it is packed. No two are quite alike, and the differences are not faults.`,
    `Care is simple: a dry cloth for the week, a little oil for the season, and a quiet word with us if anything ever comes loose. Every part can be ordered alone, for at least ${random.between(10, 25)} years.`,
    `Delivered in one box of recycled board, with the one tool that assembly needs. Most people are done in ${random.between(5, 40)} minutes, and few of them read this far first.`,
  ].join('\n\n');
}
