/** zod schemas compiled to JavaScript: readers of contracts, writers of views. */
export { readerOf } from './reader.ts';
export { compileWriter } from './writer.ts';
export type { Writer } from './writer.ts';
