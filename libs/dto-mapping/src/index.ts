/** Mechanisms for mapping: Money, cursors, image variants, views. Shapes belong to the BFFs. */
export { cursorParameter, decodeCursor, encodeCursor, nextCursor } from './cursor.ts';
export { currencies, defaultCurrency, isCurrency, minorDigits } from './currencies.ts';
export type { Currency } from './currencies.ts';
export { fitImage } from './image.ts';
export type { Image, ImageVariant } from './image.ts';
export { fromDecimal, money, toDecimal } from './money.ts';
export type { Money } from './money.ts';
export { count, currencyCode, identifier, instant, subject, text, url } from './shapes.ts';
export { defineRestrictedView, defineView, degradable } from './view.ts';
export type { RestrictedView, View, ViewOf } from './view.ts';
