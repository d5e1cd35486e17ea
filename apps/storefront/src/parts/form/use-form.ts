/** Form that makes a change: sends it once, shows refusals where they belong, and leads to the first of them. */

import { useEffect, useRef, useState, useTransition, type FormEvent, type RefObject } from 'react';
import type { RefusalFragment } from '../refusal/refusal.documents.ts';
import { noRefusals, refusalsFor, type FieldSentences, type Refusals } from './refusals.ts';

export interface Form {
  readonly refusals: Refusals;
  /** Error of a change that was not answered. */
  readonly failure: unknown;
  /** True after a change that was made, until the next try. */
  readonly isDone: boolean;
  readonly isPending: boolean;
  /** Properties of the `<form>`. */
  readonly props: {
    readonly ref: RefObject<HTMLFormElement | null>;
    readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void;
    readonly 'aria-busy': boolean;
  };
}

/** First problem in the order of the page: a control, a control of a group, or the notice. */
const firstProblem = '[aria-invalid="true"], [data-invalid="true"] input, [data-form-notice]';

/** Values of a form, by the names of its fields. */
export type FormValues = Readonly<Record<string, string>>;

/**
 * Makes a form's state. `submit` sends the values and gives the refusals; after none the form is done, and `submit` has said so. `fields` has a sentence
 * for each field that can be refused.
 */
export function useForm(
  submit: (values: FormValues) => Promise<readonly RefusalFragment[]>,
  fields: FieldSentences,
): Form {
  const ref = useRef<HTMLFormElement>(null);
  const [isPending, startTransition] = useTransition();
  const [{ refusals, failure, isDone }, setOutcome] = useState<Pick<Form, 'refusals' | 'failure' | 'isDone'>>({
    refusals: noRefusals,
    failure: undefined,
    isDone: false,
  });

  useEffect(() => {
    ref.current?.querySelector<HTMLElement>(firstProblem)?.focus();
  }, [refusals, failure]);

  const send = async (values: FormValues): Promise<void> => {
    try {
      const found = await submit(values);
      setOutcome({ refusals: refusalsFor(found, fields), failure: undefined, isDone: found.length === 0 });
    } catch (error) {
      setOutcome({ refusals: noRefusals, failure: error, isDone: false });
    }
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (isPending) return;
    const values = [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)]);
    startTransition(() => send(Object.fromEntries(values) as FormValues));
  };
  return { refusals, failure, isDone, isPending, props: { ref, onSubmit, 'aria-busy': isPending } };
}
