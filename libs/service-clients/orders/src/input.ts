/** What orders demand of what callers bring, for whoever takes it from a client. */

import { z } from 'zod';

/** The id of an order. */
export const orderId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._~-]{0,63}$/, 'is not the id of an order');
