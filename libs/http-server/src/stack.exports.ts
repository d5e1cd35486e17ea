/** Assembling stages, and making one. */
export { openEventStream } from './event-stream.ts';
export type { EventStream } from './event-stream.ts';
export { jsonBody } from './json-body.ts';
export { priorityOf } from './priority.ts';
export { routeGroup } from './route-group.ts';
export type { RouteGroup } from './route-group.ts';
export { assemble, routes, stage, withoutLimits } from './stack.ts';
export type { Stage } from './stack.ts';
export { staticRequests } from './static-paths.ts';
export type { StaticPages } from './static-paths.ts';
