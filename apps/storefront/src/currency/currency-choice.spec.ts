import { createCurrencyChoice, currencies, currencyKey, nameOfCurrency } from './currency-choice.ts';

const storageOf = (kept: Map<string, string>) => ({
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
  removeItem: (key: string) => void kept.delete(key),
});

describe('the choice of a currency', () => {
  it('is EUR until somebody makes one, a visitor or a person', () => {
    const choice = createCurrencyChoice(storageOf(new Map()), new EventTarget());
    expect([choice.current(), choice.isOf(null), choice.isOf('ada')]).toEqual(['EUR', true, false]);
    let changes = 0;
    const stop = choice.subscribe(() => (changes += 1));
    choice.keep('CHF', 'ada');
    expect([choice.current(), choice.isOf(null), choice.isOf('ada'), changes]).toEqual(['CHF', false, true, 1]);
    stop();
    choice.keep('JPY', null);
    expect([choice.current(), choice.isOf(null), changes]).toEqual(['JPY', true, 1]);
  });

  it('is kept over visits, for whose it is', () => {
    const kept = new Map<string, string>();
    createCurrencyChoice(storageOf(kept), new EventTarget()).keep('SEK', 'some person');
    const again = createCurrencyChoice(storageOf(kept), new EventTarget());
    expect([again.current(), again.isOf('some person')]).toEqual(['SEK', true]);
  });

  it('follows another tab', () => {
    const [kept, events] = [new Map<string, string>(), new EventTarget()];
    const choice = createCurrencyChoice(storageOf(kept), events);
    let looks = 0;
    const stop = choice.subscribe(() => (looks += 1));
    kept.set(currencyKey, 'USD bob');
    events.dispatchEvent(new Event('storage'));
    expect([choice.current(), choice.isOf('bob'), looks]).toEqual(['USD', true, 1]);
    stop();
    events.dispatchEvent(new Event('storage'));
    expect(looks).toBe(1);
  });

  it.each(['', 'XXX', 'eur', 'toString', '{"a":1}'])('that is no currency of the price lists, %j, is none', (text) => {
    const choice = createCurrencyChoice(storageOf(new Map([[currencyKey, text]])), new EventTarget());
    expect([choice.current(), choice.isOf(null)]).toEqual(['EUR', true]);
  });

  it('lives as long as the page where storage is forbidden', () => {
    const fail = (): never => {
      throw new Error('forbidden');
    };
    const choice = createCurrencyChoice({ getItem: fail, setItem: fail, removeItem: fail }, new EventTarget());
    choice.keep('GBP', null);
    expect(choice.current()).toBe('GBP');
  });

  it('has a name for each', () => {
    expect(currencies).toHaveLength(7);
    expect(currencies.map(nameOfCurrency)).toContain('Swiss Franc (CHF)');
  });
});
