import { languageOf, localesWith } from './profile.view.ts';

describe('choices of a profile', () => {
  it('have the locale that is chosen, once', () => {
    expect(localesWith('pt-BR')).toContain('pt-BR');
    expect(localesWith('de-DE').filter((locale) => locale === 'de-DE')).toHaveLength(1);
  });

  it.each([
    ['de-DE', 'German (Germany)'],
    ['en', 'English'],
    ['x', 'x'],
  ])('%s is %s', (locale, name) => expect(languageOf(locale)).toBe(name));
});
