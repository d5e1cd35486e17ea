import { z } from 'zod';
import { inputErrors } from './input-errors.ts';
import { maxErrors, maxPointerLength } from './pointer.ts';

const line = z.strictObject({ quantity: z.int().min(1) });
const errorsOf = (body: unknown) => {
  const { error } = z.strictObject({ lines: z.array(line).optional() }).safeParse(body);
  return inputErrors((error?.issues ?? []).map((issue) => ({ part: 'body', issue })));
};

describe('inputErrors', () => {
  it('points to what is wrong, and to what is not known', () => {
    expect(errorsOf({ lines: [{ quantity: 0 }], 'a/b~c': 1 }).map(({ pointer }) => pointer)).toEqual([
      '#/body/lines/0/quantity',
      '#/body/a~1b~0c',
    ]);
  });

  it('lists so many, however much is wrong', () => {
    expect(errorsOf({ lines: Array.from({ length: 500 }, () => ({ quantity: 0 })) })).toHaveLength(maxErrors);
    expect(errorsOf(Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`x${i}`, 1])))).toHaveLength(maxErrors);
  });

  it('repeats no name that is as long as a body', () => {
    const errors = errorsOf({ lines: [{ quantity: 1, ['ü'.repeat(90_000)]: 1 }] });
    expect(errors).toEqual([{ pointer: '#/body/lines/0', detail: 'is not known here' }]);
    const [longest] = errorsOf({ ['x'.repeat(maxPointerLength - '#/body/'.length)]: 1 });
    expect(longest!.pointer).toHaveLength(maxPointerLength);
  });

  it('takes names that are no text', () => {
    expect(errorsOf({ '\ud800': 1 })).toEqual([{ pointer: '#/body/%EF%BF%BD', detail: 'is not known here' }]);
  });
});
