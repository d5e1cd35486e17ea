/** Members that views are made of, each with its bounds. */
export { count, identifier, instant, requiredText, subject, text, url, writtenLine, writtenText } from './shapes.ts';
