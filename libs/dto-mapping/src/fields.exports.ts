/** Members that views are made of, each with its bounds. */
export { count, identifier, instant, subject, text, url } from './shapes.ts';
