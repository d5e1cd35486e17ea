/** Mechanisms of mapping: Money, cursors, image variants, views. The BFFs own the shapes. */
export { cursorParameter, decodeCursor, encodeCursor, nextCursor } from './cursor.ts';
export { everyField, fieldsetOf } from './fieldset.ts';
export type { Fields, Fieldset, FieldsetOptions } from './fieldset.ts';
export { fitImage } from './image.ts';
export type { Image, ImageVariant } from './image.ts';
export { defineRestrictedView, defineView, degradable } from './view.ts';
export type { RestrictedView, View, ViewOf } from './view.ts';
