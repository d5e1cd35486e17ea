/** Sentences for parts that are missing. */

const sentences: Readonly<Record<string, string>> = {
  prices: 'Prices are taking a break. Come back in a moment to buy.',
  stock: 'We cannot say right now what is in stock.',
  reviews: 'Reviews are taking a break.',
  recommendations: 'Recommendations are taking a break.',
  categories: 'Categories are taking a break.',
  products: 'Some products cannot be shown right now.',
  profile: 'Your profile cannot be shown right now.',
  wishes: 'Your wish list cannot be shown right now.',
  cart: 'Your cart cannot be shown right now.',
};

/** Sentences for the missing parts of an answer, each once. Parts that are not known here are left out. */
export const degradedSentences = (parts: readonly string[]): readonly string[] =>
  [...new Set(parts)].flatMap((part) => sentences[part] ?? []);
