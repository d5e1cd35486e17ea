export { openChassis } from './chassis.ts';
export type { Edge } from './chassis.ts';
export type { Changes } from './changes.ts';
export { bffConfig, parseBffConfig } from './config.ts';
export type { UpstreamPolicy } from '@frontage/upstream';
