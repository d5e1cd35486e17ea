/** Facts of the table that its document needs beside the grants. */
export { formatLimit } from './conditions.ts';
export { liveKeyRequired } from './may.ts';
export { regionOf } from './region.ts';
