import fc from 'fast-check';
import { negotiate, negotiateLanguage, type MediaTypes } from './accept.ts';

const [hal, json] = ['application/hal+json', 'application/json'];
const offered: MediaTypes = [hal, json];

describe('the media type of an answer', () => {
  it.each([
    ['the first, when nothing is said', undefined, hal],
    ['the first, when nothing is said in a header', '', hal],
    ['the first of any', '*/*', hal],
    ['the first of a kind', 'application/*', hal],
    ['what is named', 'application/json', json],
    ['what is named, whatever the case', 'Application/JSON', json],
    ['what is named first, among equals', 'application/json, application/hal+json', json],
    ['what weighs most', 'application/hal+json;q=0.2, application/json;q=0.8', json],
    ['what is named, rather than any', 'application/json;q=0.5, */*;q=0.1', json],
    ['any but what weighs nothing', '*/*, application/hal+json;q=0', json],
    ['what is named beside what there is not', 'text/html, application/xml;q=0.9, */*;q=0.8', hal],
    ['what is named, with parameters', 'application/json; charset=utf-8', json],
    ['what is named, with quoted parameters and a weight', 'application/json;profile="x y";Q=1.0', json],
    ['what can be read beside what cannot', 'json, ;q=1, application/json', json],
    ['the first, when nothing can be read', 'json', hal],
    ['the first, when no weight can be read', 'text/html;q=high', hal],
    ['the first, when elements are empty', ', ,', hal],
  ])('is %s', (_, header, expected) => {
    expect(negotiate(header, offered)).toBe(expected);
  });

  it.each(['text/html', 'application/xml, text/*', 'application/*;q=0', '*/*;q=0.000', 'application/problem+json'])(
    'is none for %s, and the refusal names what there is',
    (header) => {
      expect(() => negotiate(header, offered)).toThrow(
        expect.objectContaining({
          code: 'NOT_ACCEPTABLE',
          message: 'There is application/hal+json and application/json.',
          errors: [expect.objectContaining({ pointer: '#/headers/accept' })],
        }),
      );
    },
  );

  it('is one of those there are, or refused, whatever is sent', () => {
    const piece = fc.oneof(
      fc.constantFrom('*/*', 'application/*', hal, json, 'text/html', ';q=0', ';q=1', ';q=0.5', ',', ';a="b,c"', ' '),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        let chosen: string | undefined;
        try {
          chosen = negotiate(pieces.join(''), offered);
        } catch (error) {
          expect(error).toMatchObject({ code: 'NOT_ACCEPTABLE' });
        }
        expect([hal, json, undefined]).toContain(chosen);
      }),
    );
  });
});

describe('the language of an answer', () => {
  it('is one of those there are, whatever is sent, and nobody is refused', () => {
    const piece = fc.oneof(fc.constantFrom('de', 'en', '*', '-AT', ';q=0', ';q=0.5', ';q=x', ',', ' '), fc.string());
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        expect(['en', 'de']).toContain(negotiateLanguage(pieces.join(''), ['en', 'de']));
      }),
    );
    expect(negotiateLanguage('de-AT;q=0.2, fr', ['en', 'de'])).toBe('de');
    expect(negotiateLanguage('de,'.repeat(400), ['en', 'de'])).toBe('en');
  });
});
