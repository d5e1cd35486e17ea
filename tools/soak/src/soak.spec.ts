/** Those scenes that take seconds at a tenth of their length. The other two take minutes of a core: `npm run soak -- --short`. */

import { startIdentity, type Identity } from '@frontage/kill-matrix';
import { formatTable, type Measured } from './measured.ts';
import { scenes, type Scene } from './soak.ts';

const limitMs = 240_000;
/** A busy machine stutters now and then; a promise that is not kept is broken each time. */
const tries = 3;
const brief = new Set(['a service that stops', 'one flight for all', 'a slow service']);
let identity: Identity;
beforeAll(async () => {
  identity = await startIdentity();
});
afterAll(() => identity.close());

const brokenIn = async (scene: Scene): Promise<readonly Measured[]> =>
  (await scene({ identity, scale: 0.1 })).filter(({ holds }) => !holds);

describe('the soak', () => {
  it.each(Object.entries(scenes).filter(([name]) => brief.has(name)))(
    '%s',
    async (_, scene) => {
      let broken = await brokenIn(scene);
      for (let round = 1; round < tries && broken.length > 0; round += 1) broken = await brokenIn(scene);
      expect(broken.length > 0 ? formatTable(broken) : 'all is kept').toBe('all is kept');
    },
    limitMs,
  );
});
