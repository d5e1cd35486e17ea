/** Every scene. A feature that costs something adds its own: a file beside these and a line here. */

import { growthScenes } from './growth.ts';
import { mobileHome } from './mobile-home.scene.ts';
import { mobileProduct } from './mobile-product.scene.ts';
import { partnerOrders } from './partner-orders.scene.ts';
import { placeOrder } from './place-order.scene.ts';
import type { Role, Scene } from './scene.ts';
import { webGrid } from './web-grid.scene.ts';
import { webHome } from './web-home.scene.ts';
import { webProduct } from './web-product.scene.ts';

export const scenes: readonly Scene[] = [
  webGrid,
  webProduct,
  webHome,
  mobileHome,
  mobileProduct,
  partnerOrders,
  placeOrder,
];

/** A scene as somebody plays it. */
export interface Play {
  /** `web-grid`, `web-grid:customer` */
  readonly name: string;
  readonly scene: Scene;
  readonly role: Role;
}

/** Every scene for each of its roles. */
export const plays: readonly Play[] = scenes.flatMap((scene) =>
  scene.roles.map((role, index) => ({ name: index === 0 ? scene.name : `${scene.name}:${role}`, scene, role })),
);

/** A growing scene, as the one who plays it. */
export const growthPlay = (scene: Scene): Play => ({ name: scene.name, scene, role: scene.roles[0] });

const growthPlays = growthScenes.map(growthPlay);

/** The play of that name. Throws when there is none. */
export function playNamed(name: string): Play {
  const play = [...plays, ...growthPlays].find((each) => each.name === name);
  if (!play) throw new Error(`There is no scene ${name}. There are: ${plays.map((each) => each.name).join(', ')}.`);
  return play;
}
