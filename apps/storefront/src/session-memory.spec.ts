import { createSessionMemory, sessionChange } from './session-memory.ts';
import type { BrowserStorage } from './storage.ts';

function storage(): BrowserStorage {
  const texts = new Map<string, string>();
  return {
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => void texts.set(key, text),
    removeItem: (key) => void texts.delete(key),
  };
}

describe('the memory of a session', () => {
  it('tries a login once, and again when somebody was logged in meanwhile', () => {
    const memory = createSessionMemory(storage(), storage());
    expect(memory.remember()).toBe(true);
    expect([memory.tryOnce(), memory.tryOnce()]).toEqual([true, false]);
    expect(memory.remember()).toBe(false);
    expect(memory.tryOnce()).toBe(true);
  });

  it('tries nothing for a visitor, and after a logout in any tab', () => {
    const shared = storage();
    const [first, second] = [createSessionMemory(shared, storage()), createSessionMemory(shared, storage())];
    expect(first.tryOnce()).toBe(false);
    first.remember();
    second.forget();
    expect([first.isRemembered(), first.tryOnce()]).toEqual([false, false]);
  });

  it('is none where the browser forbids storage', () => {
    const refused = (): never => {
      throw new DOMException('denied', 'SecurityError');
    };
    const forbidden = { getItem: refused, setItem: refused, removeItem: refused };
    const memory = createSessionMemory(forbidden, forbidden);
    memory.remember();
    memory.forget();
    expect([memory.isRemembered(), memory.tryOnce()]).toEqual([false, false]);
  });
});

describe('a change of the session', () => {
  it.each([
    ['ada', 'ada', true, 'none'],
    [null, null, false, 'none'],
    [null, 'ada', true, 'login'],
    ['ada', 'bob', true, 'other person'],
    ['ada', null, false, 'logout'],
    ['ada', null, true, 'expiry'],
  ] as const)('from %j to %j (remembered: %j) is %s', (before, now, isRemembered, change) =>
    expect(sessionChange(before, now, isRemembered)).toBe(change),
  );
});
