/** Texts of reviews, drawn by stars and product. */

import type { SeededProduct } from './catalog.ts';
import type { Random } from './random.ts';

export interface ReviewText {
  readonly title: string;
  readonly text: string;
  readonly author: string;
}

type Choices = readonly [string, ...string[]];

interface Mood {
  readonly titles: Choices;
  readonly openings: Choices;
  readonly closings: Choices;
}

/** Words in curly braces are replaced by words of the product. */
const delighted: Mood = {
  titles: [
    'Would buy it again',
    'Better than the pictures',
    'Made to last',
    'Worth the wait',
    'Exactly right',
    'The nicest {noun} we own',
    'A joy every day',
    '{Material} as it should be',
  ],
  openings: [
    'I looked for a {noun} like this for two years, and here it is.',
    'We ordered one {noun} and went back for a second within the week.',
    'It is rare that a thing turns out better than its pictures.',
    'The {material} is beautiful, and the {colour} is just as shown.',
    'Everybody who visits asks where the {noun} comes from.',
    'You notice that {brand} thought about every edge.',
  ],
  closings: [
    'No regrets at all.',
    'Five stars, and I do not give them lightly.',
    'I hope they never change it.',
    'My neighbour has ordered one too.',
    'This one stays in the family.',
  ],
};

const mixed: Mood = {
  titles: [
    'Good, with small flaws',
    'Fine for the price',
    'Nearly there',
    'Does what it should',
    'Handsome, a little fussy',
    'Decent {noun}',
    'Not quite the {colour} we expected',
  ],
  openings: [
    'A good {noun} on the whole, though not a perfect one.',
    'The {material} is lovely; the fittings are merely all right.',
    'It does what it should, and I did not expect more.',
    'The {colour} is a shade darker than on our screen, but we have grown used to it.',
    'I like the look of it more than the handling.',
    'After a month I am content, if not in love.',
  ],
  closings: [
    'I would still recommend it.',
    'For this money I have no complaint.',
    'A second look at the details would have made it great.',
    'It can stay.',
    'Wait for a promotion and it is a good buy.',
  ],
};

const disappointed: Mood = {
  titles: [
    'Not for us',
    'Expected more from {brand}',
    'Sent it back',
    'Looks better than it is',
    'Disappointing',
    'Came damaged',
    'Too much for too little',
  ],
  openings: [
    'I wanted to like this {noun}, but it does not hold what it promises.',
    'One corner of the {material} was chipped when we opened the box.',
    'The {colour} has little in common with the pictures.',
    'It came two weeks late and without the one tool it needs.',
    'After ten days something inside had come loose.',
    'From {brand} I had expected better work.',
  ],
  closings: [
    'It went back.',
    'The people at the service desk were kind, at least.',
    'I shall look elsewhere.',
    'One star for the packaging.',
    'Maybe we were unlucky.',
  ],
};

/** Remarks that fit any mood. */
const remarks: Choices = [
  'At {width} it is wider than it looks, so do measure first.',
  'With {height} of height it just fits under our window.',
  'Putting it together took a quarter of an hour and one cup of tea.',
  'It weighs {weight}, which is a comfort on a windy balcony and a nuisance on the stairs.',
  'It arrived in one box without a crumb of plastic.',
  'The smell of oil was gone after three days.',
  'We have had it through one summer and one winter now.',
  'It stands in the hall, where everything gets knocked about.',
  'The cat approves, which settles most questions here.',
  'The warranty of {warranty} was one reason to choose it.',
  'Made in {country}, as it says on the small brass plate.',
  'The children have tested it harder than any institute would.',
  'A damp cloth is all the care it has needed.',
  'The instructions are one page, and that page is enough.',
];

const firstNames: Choices = [
  'Agnes',
  'Bruno',
  'Carla',
  'Dmitri',
  'Elif',
  'Farid',
  'Greta',
  'Hugo',
  'Ines',
  'Jonas',
  'Keiko',
  'Lars',
  'Mina',
  'Noor',
  'Oskar',
  'Priya',
  'Quentin',
  'Rosa',
  'Samira',
  'Tomasz',
  'Ulla',
  'Viktor',
  'Wanda',
  'Yusuf',
  'Zofia',
];

const moods = { 1: disappointed, 2: disappointed, 3: mixed, 4: mixed, 5: delighted } as const;

/** Writes one review. */
export function writeReview(product: SeededProduct, stars: 1 | 2 | 3 | 4 | 5, random: Random): ReviewText {
  const mood = stars === 4 && random.next() < 0.5 ? delighted : moods[stars];
  const fill = filler(product);
  const middle = random.sample(remarks, random.between(1, 3));
  return {
    title: fill(random.pick(mood.titles)),
    text: [random.pick(mood.openings), ...middle, random.pick(mood.closings)].map(fill).join(' '),
    author: `${random.pick(firstNames)} ${String.fromCharCode(65 + random.between(0, 25))}.`,
  };
}

function filler({ name, brand, attributes }: SeededProduct): (sentence: string) => string {
  const words = new Map(attributes.map((attribute) => [attribute.name, attribute.value]));
  // `Quiet desk lamp in oak`: the noun stands between adjective and material.
  words.set('noun', /^\S+ (.+) in \S+$/.exec(name)?.[1] ?? 'piece');
  words.set('brand', brand);
  return (sentence) =>
    sentence.replace(/\{(\w+)\}/g, (_, word: string) => {
      const text = words.get(word.toLowerCase()) ?? '';
      return /^[A-Z]/.test(word) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
    });
}
