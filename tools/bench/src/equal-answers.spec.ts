/** Everybody who is measured answers every scene, and all alike. Nobody's time is taken. */

import { layGround, type Ground } from './ground.ts';
import { difference, requireEqualAnswers, targetsOf, type Player } from './run-play.ts';
import { addManyKeys } from './partner-key.ts';
import { growthScenes } from './scenes/growth.ts';
import { growthPlay, playNamed, plays, scenes, type Play } from './scenes/index.ts';
import { isOurs, startTarget, type Running, type TargetName } from './targets.ts';

let ground: Ground;
/** Ours by client, peers once: they serve every scene. */
const running = new Map<string, Running>();
const keyOf = (name: TargetName, { scene }: Pick<Play, 'scene'>): string =>
  isOurs(name) ? `${name} ${scene.client}` : name;

beforeAll(async () => {
  ground = await layGround();
  const wanted = new Map(
    scenes.flatMap((scene) =>
      targetsOf(scene).flatMap((name) => (name === 'nginx' ? [] : [[keyOf(name, { scene }), { name, scene }]])),
    ),
  );
  await Promise.all(
    [...wanted].map(async ([key, { name, scene }]) => {
      running.set(key, (await startTarget(name, scene, ground)) as Running);
    }),
  );
}, 120_000);

afterAll(async () => {
  await Promise.all([...running.values()].map((target) => target.stop()));
  await ground?.close();
}, 30_000);

describe('everybody answers alike', () => {
  it.each(plays)(
    '$name',
    async (play) => {
      const names = targetsOf(play.scene).filter((name) => name !== 'nginx');
      const players = await Promise.all(
        names.map(async (name): Promise<Player> => {
          const target = running.get(keyOf(name, play))!;
          return { ...target, headers: await target.headersFor(play.role) };
        }),
      );
      expect(players.map(({ name }) => name)).toEqual(names);
      await requireEqualAnswers(play, players, ground.services);
    },
    60_000,
  );
});

describe('a scene that grows', () => {
  beforeAll(() => addManyKeys(running.get('frontage partner')!.keys!, { from: 0, to: 100 }));

  // What more keys there may be are like these.
  const playable = growthScenes.map(growthPlay).filter(({ name }) => !/^keys-1000/.test(name));

  it.each(playable)(
    '$name is answered whole, with as much as it says',
    async (play) => {
      const ours = running.get(keyOf('frontage', play))!;
      const headers = play.role === 'partner' ? {} : await ours.headersFor(play.role);
      await requireEqualAnswers(play, [{ ...ours, headers }], ground.services);
    },
    60_000,
  );
});

describe('whoever answers differently', () => {
  it('is found out: by a single price, here', async () => {
    const play = playNamed('mobile-product');
    const [ours, other] = [running.get(keyOf('frontage', play))!, running.get('fastify')!];
    const players = [
      { ...ours, headers: await ours.headersFor('visitor') },
      { ...other, headers: await other.headersFor('customer') },
    ];
    await expect(requireEqualAnswers(play, players, ground.services)).rejects.toThrow(
      'mobile-product: frontage and fastify answer differently at #/price/amount.',
    );
  });
});

describe('the difference of two answers', () => {
  it.each([
    [{ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, undefined],
    [{ a: [1, { b: 2 }] }, { a: [1, { b: 3 }] }, '#/a/1/b'],
    [{ a: 1 }, { a: 1, b: null }, '#/b'],
    [[1, 2], [1], '#/1'],
    [1, '1', '#'],
  ])('%j and %j: %s', (one, other, where) => expect(difference(one, other, '#')).toBe(where));
});
