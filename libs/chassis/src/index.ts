export { openChassis } from './chassis.ts';
export type { Chassis, ChassisOptions, Edge } from './chassis.ts';
export { bffConfig, parseBffConfig } from './config.ts';
export type { BffConfig } from './config.ts';
export type { UpstreamPolicy } from '@frontage/upstream';
