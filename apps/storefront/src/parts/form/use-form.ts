/** Form that makes a change: sends it once, shows refusals where they belong, leads to the first of them, and keeps what is written over a login. */

import { useEffect, useRef, useState, useTransition, type FormEvent, type RefObject } from 'react';
import type { Draft } from '../../drafts.ts';
import { useViewer } from '../../frame/use-viewer.tsx';
import { pageFailureOf } from '../../graphql/page-failure.ts';
import { drafts, logInAgain } from '../../session.ts';
import type { RefusalFragment } from '../refusal/refusal.documents.ts';
import { noRefusals, refusalsFor, type FieldSentences, type Refusals } from './refusals.ts';

export interface Form {
  readonly refusals: Refusals;
  /** Error of a change that was not answered. */
  readonly failure: unknown;
  /** True after a change that was made, until the next try. */
  readonly isDone: boolean;
  readonly isPending: boolean;
  /** Draft that the form begins with: fields have its values in place of their own. Undefined without one. */
  readonly draft: Draft | undefined;
  /** Forgets what is written, when the form is left without sending it. */
  readonly forget: () => void;
  /** Properties of the `<form>`. */
  readonly props: {
    readonly ref: RefObject<HTMLFormElement | null>;
    readonly onInput: (event: FormEvent<HTMLFormElement>) => void;
    readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void;
    readonly 'aria-busy': boolean;
  };
}

/** First problem in the order of the page: a control, a control of a group, or the notice. */
const firstProblem = '[aria-invalid="true"], [data-invalid="true"] input, [data-form-notice]';

/** Values of a form, by the names of its fields. */
export type FormValues = Draft;

const valuesOf = (form: HTMLFormElement): FormValues =>
  Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));

/**
 * Makes a form's state. `submit` sends the values and gives the refusals; after none the form is done, and `submit` has said so. `fields` has a sentence
 * for each field that can be refused. `name` is that of its draft, which only this person's forms of the name have.
 */
export function useForm(
  submit: (values: FormValues) => Promise<readonly RefusalFragment[]>,
  fields: FieldSentences,
  name: string,
): Form {
  const person = useViewer()?.id;
  const [draft] = useState(() => (person === undefined ? undefined : drafts.read(person, name)));
  const forget = (): void => {
    if (person !== undefined) drafts.drop(person, name);
  };
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
      if (found.length === 0) forget();
      setOutcome({ refusals: refusalsFor(found, fields), failure: undefined, isDone: found.length === 0 });
    } catch (error) {
      // The draft leads back here with all that is written.
      if (pageFailureOf(error).code === 'UNAUTHENTICATED') logInAgain();
      setOutcome({ refusals: noRefusals, failure: error, isDone: false });
    }
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (isPending) return;
    const values = valuesOf(event.currentTarget);
    startTransition(() => send(values));
  };
  const onInput = ({ currentTarget }: FormEvent<HTMLFormElement>): void => {
    if (person !== undefined) drafts.keep(person, name, valuesOf(currentTarget));
  };
  const props = { ref, onInput, onSubmit, 'aria-busy': isPending };
  return { refusals, failure, isDone, isPending, draft, forget, props };
}
