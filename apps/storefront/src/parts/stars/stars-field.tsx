/** Choice of 1 to 5 stars: five radio buttons that look like stars. Arrow keys move between them, as in every such group. */

import { useId, useState, type ReactElement } from 'react';
import type { Form } from '../form/use-form.ts';
import css from './stars-field.module.css';

export interface StarsFieldProps {
  readonly form: Form;
  readonly name: string;
  readonly legend: string;
  /** Stars at first; 0 for none. */
  readonly initial: number;
}

/** Words for 1 to 5 stars. */
const words = ['1 star: poor', '2 stars: fair', '3 stars: good', '4 stars: very good', '5 stars: excellent'] as const;

export function StarsField({ form, name, legend, initial }: StarsFieldProps): ReactElement {
  const id = useId();
  const [chosen, setChosen] = useState(initial);
  const refusal = form.refusals.fields.get(name);
  return (
    <fieldset
      className={css['stars']}
      data-invalid={refusal !== undefined}
      aria-describedby={refusal === undefined ? undefined : `${id}error`}
    >
      <legend>{legend}</legend>
      <div className={css['row']}>
        {words.map((word, at) => {
          const stars = at + 1;
          return (
            <span key={word}>
              <input
                type="radio"
                required
                id={`${id}${stars}`}
                name={name}
                value={stars}
                checked={chosen === stars}
                onChange={() => setChosen(stars)}
              />
              <label htmlFor={`${id}${stars}`} data-filled={stars <= chosen}>
                <span className="visually-hidden">{word}</span>
                <span aria-hidden="true">★</span>
              </label>
            </span>
          );
        })}
        <span className={css['word']} aria-hidden="true">
          {words[chosen - 1] ?? 'Choose 1 to 5 stars'}
        </span>
      </div>
      {refusal !== undefined && (
        <p className="error" id={`${id}error`}>
          {refusal}
        </p>
      )}
    </fieldset>
  );
}
