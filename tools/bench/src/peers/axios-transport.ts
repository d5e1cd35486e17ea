/** axios as its README shows it. */

import axios from 'axios';
import type { Transport } from './services.ts';

export const axiosTransport: Transport = async ({ method, origin, path, headers, body }) => {
  const response = await axios.request<unknown>({ method, url: `${origin}${path}`, headers, data: body });
  return response.data;
};
