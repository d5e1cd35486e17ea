import { createAttempts } from './attempts.ts';

function open(texts = new Map<string, string>()) {
  let made = 0;
  const storage = {
    getItem: (key: string) => texts.get(key) ?? null,
    setItem: (key: string, text: string) => void texts.set(key, text),
    removeItem: (key: string) => void texts.delete(key),
  };
  return createAttempts(storage, () => `key-${(made += 1)}-of-${texts.size}`);
}

describe('an attempt', () => {
  it('has one key until its answer has come, after a reload and in another tab, too', () => {
    const texts = new Map<string, string>();
    const key = open(texts).keyOf('checkout ada');
    const other = open(texts);
    expect([other.isOpen('checkout ada'), other.keyOf('checkout ada')]).toEqual([true, key]);
    other.end('checkout ada');
    expect(other.isOpen('checkout ada')).toBe(false);
  });

  it('has another key than the one before, and than that of another name', () => {
    const attempts = open();
    const keys = [attempts.keyOf('pay o-1'), attempts.keyOf('pay o-2')];
    attempts.end('pay o-1');
    keys.push(attempts.keyOf('pay o-1'));
    expect(new Set(keys).size).toBe(3);
  });

  it('has its key as long as the page where the browser forbids storage', () => {
    const refused = (): never => {
      throw new DOMException('denied', 'SecurityError');
    };
    const attempts = createAttempts({ getItem: refused, setItem: refused, removeItem: refused }, () => 'key');
    expect(attempts.isOpen('pay')).toBe(false);
    expect([attempts.keyOf('pay'), attempts.isOpen('pay')]).toEqual(['key', true]);
    attempts.end('pay');
    expect(attempts.isOpen('pay')).toBe(false);
  });
});
