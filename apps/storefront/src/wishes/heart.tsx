/** Heart of a product: puts it on the wish list, and takes it off. A visitor is asked to log in, and finds it there afterwards. */

import { useState, type ReactElement } from 'react';
import { pageFailureOf } from '../graphql/page-failure.ts';
import { announce } from '../parts/announcer/announcer.tsx';
import { Dialog } from '../parts/dialog/dialog.tsx';
import { actionSentence } from '../parts/failure-notice/action-sentence.ts';
import { sentenceOf } from '../parts/form/refusals.ts';
import { here, loginUrl } from '../session.ts';
import css from './heart.module.css';
import { keepForLogin } from './kept-wish.ts';
import { useWish } from './use-wish.tsx';

export interface HeartProps {
  readonly product: { readonly id: string; readonly name: string };
  /** True for a heart with words beside it. Default false: the heart alone, in a corner. */
  readonly hasWords?: boolean;
}

export function Heart({ product: { id, name }, hasWords = false }: HeartProps): ReactElement | null {
  const { who, isWished, toggle } = useWish(id);
  const [isAsking, setIsAsking] = useState(false);
  if (who === 'SUPPORT') return null;
  const press = async (): Promise<void> => {
    if (who === 'VISITOR') return setIsAsking(true);
    try {
      const [refusal] = await toggle();
      // The heart itself may be gone by then: the message is the page's.
      if (refusal) announce(sentenceOf(refusal), { isShown: true });
      else announce(isWished ? `${name} is off your wish list.` : `${name} is on your wish list.`);
    } catch (error) {
      const { code } = pageFailureOf(error);
      // The session has ended meanwhile.
      if (code === 'UNAUTHENTICATED') setIsAsking(true);
      else announce(actionSentence(code), { isShown: true });
    }
  };
  return (
    <>
      <button
        type="button"
        className={hasWords ? css['wide'] : css['heart']}
        aria-pressed={isWished}
        {...(!hasWords && { 'aria-label': `Wish list: ${name}` })}
        onClick={() => void press()}
      >
        <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
          <path d="M12 20.3S3.5 15.4 3.5 9.2A4.6 4.6 0 0 1 12 6.8a4.6 4.6 0 0 1 8.5 2.4c0 6.2-8.5 11.1-8.5 11.1z" />
        </svg>
        {hasWords && 'Wish list'}
      </button>
      {isAsking && (
        <Dialog title="Log in to keep it" onClose={() => setIsAsking(false)}>
          <p>Your wish list stays with your account, on all your devices. {name} will be on it when you are back.</p>
          <div className="row">
            <a className="button" href={loginUrl(here())} onClick={() => keepForLogin({ id, name })}>
              Log in
            </a>
            <button className="quiet">Not now</button>
          </div>
        </Dialog>
      )}
    </>
  );
}
