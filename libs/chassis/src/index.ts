export { openChassis } from './chassis.ts';
export type { Edge } from './chassis.ts';
export { bffConfig, parseBffConfig } from './config.ts';
export type { UpstreamPolicy } from '@frontage/upstream';
