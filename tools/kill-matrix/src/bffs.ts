/** The three BFFs. */

import type { Bff } from './house.ts';
import { mobileBff } from './operations/mobile.ts';
import { partnerBff } from './operations/partner.ts';
import { webBff } from './operations/web.ts';

const known = { 'web-bff': webBff, 'mobile-bff': mobileBff, 'partner-bff': partnerBff } as const;

export type BffName = keyof typeof known;

/** In the order in which documents show them. */
export const bffNames = Object.keys(known) as readonly BffName[];

/** Loads what this tool knows of one. */
export const loadBff = async (name: BffName): Promise<Bff> => known[name]();
