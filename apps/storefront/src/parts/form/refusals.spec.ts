import type { RefusalFragment } from '../refusal/refusal.documents.ts';
import { refusalsFor } from './refusals.ts';

const refusal = (code: RefusalFragment['code'], field: readonly string[] | null): RefusalFragment => ({
  __typename: 'UserError',
  code,
  field,
  message: 'must be shorter',
});

describe('refusals', () => {
  it('stand beside their fields, in the words of the form', () => {
    const { fields, others } = refusalsFor([refusal('INVALID', ['input', 'city'])], { city: 'The name of a town.' });
    expect([...fields]).toEqual([['city', 'The name of a town.']]);
    expect(others).toEqual([]);
  });

  it('without a field of the form stand above all, each once, in our words where there are some', () => {
    const { fields, others } = refusalsFor(
      [
        refusal('ADDRESS_BOOK_FULL', null),
        refusal('ADDRESS_BOOK_FULL', null),
        refusal('INVALID', ['input', 'toString']),
      ],
      { city: 'The name of a town.' },
    );
    expect(fields.size).toBe(0);
    expect(others).toEqual(['The address book has 20 addresses already. Remove one first.', 'must be shorter']);
  });
});
