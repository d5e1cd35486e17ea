/** Script of the start page, run over the elements that it touches. */

import { readFileSync } from 'node:fs';

const script = readFileSync(new URL('./start.js', import.meta.url), 'utf8');

interface FakeElement {
  textContent: string;
  hidden: boolean;
  readonly firstElementChild: { href: string };
}

type Listener = (event: { readonly persisted: boolean }) => void;

async function open(answers: { ok: boolean; name?: string }[]) {
  const elements = new Map<string, FakeElement>();
  const listeners: Listener[] = [];
  const element = (id: string): FakeElement => {
    if (!elements.has(id)) elements.set(id, { textContent: '', hidden: false, firstElementChild: { href: '' } });
    return elements.get(id)!;
  };
  const page = {
    document: { getElementById: element },
    addEventListener: (_: string, listener: Listener) => void listeners.push(listener),
  };
  let asked = 0;
  const fetch = async () => {
    const { ok, name } = answers[asked++]!;
    return { ok, json: async () => ({ name, sub: 'x', logoutUrl: '/auth/logout?sid=s' }) };
  };
  const run = new Function('globalThis', 'fetch', `return (async () => { ${script} })();`) as (
    ...given: unknown[]
  ) => Promise<void>;
  await run(page, fetch);
  return {
    said: () => element('session').textContent,
    logoutIsHidden: () => element('logout').hidden,
    asked: () => asked,
    show: async (persisted: boolean) => {
      for (const listener of listeners) listener({ persisted });
      await new Promise(setImmediate);
    },
  };
}

describe('the start page', () => {
  it('says who is logged in, and looks again when it comes back from the cache of the browser', async () => {
    const page = await open([{ ok: true, name: 'Ada' }, { ok: false }]);
    expect([page.said(), page.logoutIsHidden()]).toEqual(['You are logged in as Ada.', false]);
    await page.show(false);
    expect(page.asked()).toBe(1);
    await page.show(true);
    expect([page.said(), page.logoutIsHidden()]).toEqual(['You are not logged in.', true]);
  });
});
