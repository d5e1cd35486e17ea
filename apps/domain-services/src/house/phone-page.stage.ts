/** Phone page at `/phone`: home, and with `?product=` a product, asked for when the page is. */

import { contextOf } from '@frontage/http-server/context';
import { routes, type Stage } from '@frontage/http-server/stack';
import express, { type RequestHandler } from 'express';
import { renderHome, renderProduct } from './phone-page.ts';
import type { PhoneScreens } from './phone-screens.ts';

export interface PhonePageOptions {
  readonly screens: PhoneScreens;
  /** Origin of product pictures. */
  readonly pictures: string;
}

/** Content-Security-Policy: styles of this origin and pictures of products; no script, and nothing inline. */
const policyOf = (pictures: string): string =>
  [
    "default-src 'none'",
    "style-src 'self'",
    `img-src data: ${pictures}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

/** Longest id of a product. */
const maxId = 64;

/** Serves the page. */
export function phonePage({ screens, pictures }: PhonePageOptions): Stage {
  const router = express.Router({ caseSensitive: true, strict: true });
  const policy = policyOf(pictures);
  const handle: RequestHandler = async (req, res) => {
    contextOf(res).route = '/phone';
    const { product } = req.query;
    const text =
      typeof product === 'string' && product.length <= maxId
        ? renderProduct(await screens.product(product))
        : renderHome(await screens.home());
    res.setHeader('Content-Security-Policy', policy).setHeader('Cache-Control', 'no-store');
    res.type('html').send(text);
  };
  router.get('/phone', handle);
  return routes({ access: 'public' }, router);
}
