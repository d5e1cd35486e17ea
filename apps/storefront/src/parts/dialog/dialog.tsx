/** Question in a window of its own: the page behind it waits, Escape closes it, and the focus goes back to where it was. */

import { useEffect, useId, useRef, type ReactElement, type ReactNode } from 'react';
import css from './dialog.module.css';

export interface DialogProps {
  readonly title: string;
  /** Called when it is closed, by whatever: the place to stop showing it. */
  readonly onClose: () => void;
  /** Text, and in a `.row` the controls. Each button of it closes the dialog. */
  readonly children: ReactNode;
}

export function Dialog({ title, onClose, children }: DialogProps): ReactElement {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    if (!ref.current?.open) ref.current?.showModal();
  }, []);
  return (
    <dialog ref={ref} className={css['dialog']} aria-labelledby={id} onClose={onClose}>
      <form method="dialog">
        <h2 id={id}>{title}</h2>
        {children}
      </form>
    </dialog>
  );
}
