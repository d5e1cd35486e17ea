import { createDrafts, draftsKey, maxAgeMs, maxCharacters, maxDrafts } from './drafts.ts';
import type { BrowserStorage } from './storage.ts';

function storage(): BrowserStorage {
  const texts = new Map<string, string>();
  return {
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => void texts.set(key, text),
    removeItem: (key) => void texts.delete(key),
  };
}

function open() {
  let at = 1_000_000;
  const place = storage();
  const drafts = createDrafts(place, () => at);
  return { drafts, place, pass: (ms: number) => void (at += ms) };
}

const review = { title: 'Bright', text: 'It is' };

describe('a draft', () => {
  it('is there until it is sent, and no other goes with it', () => {
    const { drafts, place } = open();
    drafts.keep('ada', 'review p-001', { title: 'Br' });
    drafts.keep('ada', 'review p-001', review);
    drafts.keep('ada', 'address new', { city: 'London' });
    expect(drafts.read('ada', 'review p-001')).toEqual(review);
    drafts.drop('ada', 'review p-001');
    expect(drafts.read('ada', 'review p-001')).toBeUndefined();
    expect(drafts.read('ada', 'address new')).toEqual({ city: 'London' });
    drafts.drop('ada', 'address new');
    expect(place.getItem(draftsKey)).toBeNull();
  });

  it('is of one person: somebody else sees none, and leaves none', () => {
    const { drafts, place } = open();
    drafts.keep('ada', 'profile', { name: 'Ada' });
    expect(drafts.read('bob', 'profile')).toBeUndefined();
    drafts.leaveTo('ada');
    expect(drafts.read('ada', 'profile')).toEqual({ name: 'Ada' });
    drafts.keep('bob', 'profile', { name: 'Bob' });
    expect(place.getItem(draftsKey)).not.toContain('Ada');
    drafts.leaveTo('ada');
    expect(place.getItem(draftsKey)).toBeNull();
  });

  it('is forgotten at a logout', () => {
    const { drafts, place } = open();
    drafts.keep('ada', 'profile', { name: 'Ada' });
    drafts.leaveTo(null);
    expect(place.getItem(draftsKey)).toBeNull();
  });

  it('is forgotten after a while, and one of the future with it', () => {
    const { drafts, pass } = open();
    drafts.keep('ada', 'profile', { name: 'Ada' });
    pass(maxAgeMs - 1);
    expect(drafts.read('ada', 'profile')).toBeDefined();
    pass(1);
    expect(drafts.read('ada', 'profile')).toBeUndefined();
    drafts.keep('ada', 'profile', { name: 'Ada' });
    pass(-1);
    expect(drafts.read('ada', 'profile')).toBeUndefined();
  });

  it('takes a bounded room: one that is too long is not kept, and of many the newest are', () => {
    const { drafts } = open();
    drafts.keep('ada', 'review p-001', review);
    drafts.keep('ada', 'review p-001', { text: 'x'.repeat(maxCharacters) });
    expect(drafts.read('ada', 'review p-001')).toBeUndefined();
    for (let at = 0; at <= maxDrafts; at += 1) drafts.keep('ada', `review ${at}`, review);
    const names = Array.from({ length: maxDrafts + 1 }, (_, at) => `review ${at}`);
    expect(names.filter((name) => drafts.read('ada', name))).toEqual(names.slice(1));
  });

  it.each(['', '{', '7', '[null]', '[{"person":"ada","form":"profile","at":999999,"draft":{"name":7}}]'])(
    'is none where the storage has %j',
    (text) => {
      const { drafts, place } = open();
      place.setItem(draftsKey, text);
      expect(drafts.read('ada', 'profile')).toBeUndefined();
      drafts.keep('ada', 'profile', review);
      expect(drafts.read('ada', 'profile')).toEqual(review);
    },
  );

  it('is none where the browser forbids storage', () => {
    const refused = (): never => {
      throw new DOMException('denied', 'SecurityError');
    };
    const drafts = createDrafts({ getItem: refused, setItem: refused, removeItem: refused }, () => 0);
    drafts.keep('ada', 'profile', review);
    drafts.leaveTo(null);
    expect(drafts.read('ada', 'profile')).toBeUndefined();
  });
});
