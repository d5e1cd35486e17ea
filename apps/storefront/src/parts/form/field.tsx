/** Field of a form: label, hint, and what is wrong with its value, tied to its control. */

import { useId, type ReactElement } from 'react';
import css from './field.module.css';
import type { Form } from './use-form.ts';

/** Properties that tie a control to its field. */
export interface Control {
  readonly id: string;
  readonly name: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean;
}

export interface FieldProps {
  readonly form: Form;
  readonly name: string;
  readonly label: string;
  /** Sentence about the values that are right. Default none. */
  readonly hint?: string;
  /** Draws the control. */
  readonly children: (control: Control) => ReactElement;
}

export function Field({ form, name, label, hint, children }: FieldProps): ReactElement {
  const id = useId();
  const refusal = form.refusals.fields.get(name);
  const described = [hint !== undefined && `${id}hint`, refusal !== undefined && `${id}error`]
    .filter(Boolean)
    .join(' ');
  return (
    <div className={`field ${css['field']}`}>
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <p className="hint" id={`${id}hint`}>
          {hint}
        </p>
      )}
      {children({ id, name, 'aria-describedby': described || undefined, 'aria-invalid': refusal !== undefined })}
      {refusal !== undefined && (
        <p className="error" id={`${id}error`}>
          {refusal}
        </p>
      )}
    </div>
  );
}
