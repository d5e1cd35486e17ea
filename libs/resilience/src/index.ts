/** What to do when parts fail. */
export { gather, plan } from './gather.ts';
export type { Plan } from './gather.ts';
