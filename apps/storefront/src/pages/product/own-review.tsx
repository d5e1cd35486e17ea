/** Review of whoever looks at the page: to be written, changed, deleted. */

import { useEffect, useRef, useState, type ReactElement } from 'react';
import { client } from '../../graphql/apollo.ts';
import { change } from '../../graphql/change.ts';
import { ownChanges } from '../../graphql/send.ts';
import { announce } from '../../parts/announcer/announcer.tsx';
import { Dialog } from '../../parts/dialog/dialog.tsx';
import { Field } from '../../parts/form/field.tsx';
import { ChangeFailure } from '../../parts/failure-notice/change-failure.tsx';
import { FormNotice } from '../../parts/form/form-notice.tsx';
import { sentenceOf } from '../../parts/form/refusals.ts';
import { useForm } from '../../parts/form/use-form.ts';
import { StarsField } from '../../parts/stars/stars-field.tsx';
import { drafts, here, loginUrl } from '../../session.ts';
import { addReview, forgetReview } from './review-lists.ts';
import { DeleteReviewDocument, WriteReviewDocument } from './reviews.documents.ts';
import type { Product, Viewer } from './product.view.ts';
import css from './product.module.css';

export interface OwnReviewProps {
  readonly product: Product;
  readonly viewer: Viewer;
}

export function OwnReview({ product, viewer }: OwnReviewProps): ReactElement | null {
  const [isOpen, setIsOpen] = useState(
    () => viewer !== null && drafts.read(viewer.id, draftOf(product.id)) !== undefined,
  );
  const heading = useRef<HTMLHeadingElement>(null);
  const hasReview = product.viewerReview !== null;
  const wasOpen = useRef(false);
  const hadReview = useRef(hasReview);
  useEffect(() => {
    const isLost = hadReview.current && !hasReview;
    if ((wasOpen.current && !isOpen) || isLost) heading.current?.focus({ preventScroll: isLost });
    wasOpen.current = isOpen;
    hadReview.current = hasReview;
  }, [isOpen, hasReview]);
  if (viewer?.role === 'SUPPORT') return null;
  return (
    <div className={`card ${css['own']}`}>
      <h3 ref={heading} tabIndex={-1}>
        Your review
      </h3>
      {!viewer && (
        <p>
          <a href={loginUrl(here())}>Log in</a> to say what you think of it.
        </p>
      )}
      {viewer && isOpen && <ReviewForm product={product} onDone={() => setIsOpen(false)} />}
      {viewer && !isOpen && <Written product={product} onWrite={() => setIsOpen(true)} />}
    </div>
  );
}

/** Changes the review. An answer that never came may have changed it, too. */
const changeReview: typeof change = (document, variables) =>
  change(document, variables).finally(() => ownChanges.note());

interface WrittenProps {
  readonly product: Product;
  readonly onWrite: () => void;
}

/** Review that there is, or the question for one. */
function Written({ product: { id, viewerReview }, onWrite }: WrittenProps): ReactElement {
  const [isAsking, setIsAsking] = useState(false);
  const [problem, setProblem] = useState<ReactElement>();
  if (!viewerReview) {
    return (
      <>
        <p>Do you have it? Tell others how it is.</p>
        <button type="button" className="quiet" onClick={onWrite}>
          Write a review
        </button>
      </>
    );
  }
  const remove = async (): Promise<void> => {
    try {
      const { deleteReview } = await changeReview(DeleteReviewDocument, { input: { productId: id } });
      const [refusal] = deleteReview?.errors ?? [];
      if (refusal) return setProblem(<p className="notice bad">{sentenceOf(refusal)}</p>);
      forgetReview(client.cache, id, viewerReview.id);
      announce('Your review is deleted.');
    } catch (error) {
      setProblem(<ChangeFailure error={error} />);
    }
  };
  return (
    <>
      {problem && <div role="alert">{problem}</div>}
      <p>
        <strong>{viewerReview.title}</strong>, {viewerReview.rating} of 5 stars
      </p>
      <div className="row">
        <button type="button" className="quiet" onClick={onWrite}>
          Change
        </button>
        <button type="button" className="quiet" onClick={() => setIsAsking(true)}>
          Delete
        </button>
      </div>
      {isAsking && (
        <Dialog title="Delete your review?" onClose={() => setIsAsking(false)}>
          <p>Nobody will see it any more, and its stars no longer count.</p>
          <div className="row">
            <button onClick={() => void remove()}>Delete</button>
            <button className="quiet">Keep it</button>
          </div>
        </Dialog>
      )}
    </>
  );
}

interface ReviewFormProps {
  readonly product: Product;
  readonly onDone: () => void;
}

const draftOf = (productId: string): string => `review ${productId}`;

const fields = {
  rating: 'Choose 1 to 5 stars.',
  title: 'Write one line of at most 120 characters.',
  text: 'Write at most 5,000 characters.',
  author: 'Write one line of at most 60 characters.',
} as const;

function ReviewForm({ product: { id, viewerReview }, onDone }: ReviewFormProps): ReactElement {
  const form = useForm(
    async (values) => {
      const { writeReview } = await changeReview(WriteReviewDocument, {
        input: {
          productId: id,
          rating: Number(values['rating']),
          title: values['title']!,
          text: values['text']!,
          author: values['author']!,
        },
      });
      const refusals = writeReview?.errors ?? [];
      if (refusals.length === 0) {
        if (writeReview?.review) addReview(client.cache, id, writeReview.review);
        announce('Your review is published.');
        onDone();
      }
      return refusals;
    },
    fields,
    draftOf(id),
  );
  return (
    <form {...form.props} aria-label="Your review">
      <FormNotice form={form} />
      <StarsField
        form={form}
        name="rating"
        legend="Rating"
        initial={Number(form.draft?.['rating'] ?? viewerReview?.rating ?? 0)}
      />
      <Field form={form} name="title" label="Title">
        {(control) => (
          <input {...control} defaultValue={form.draft?.['title'] ?? viewerReview?.title} required maxLength={120} />
        )}
      </Field>
      <Field form={form} name="text" label="Text">
        {(control) => (
          <textarea
            {...control}
            defaultValue={form.draft?.['text'] ?? viewerReview?.text}
            required
            maxLength={5000}
            rows={5}
          />
        )}
      </Field>
      <Field form={form} name="author" label="Your name" hint="As everybody sees it. It need not be your whole name.">
        {(control) => (
          <input
            {...control}
            defaultValue={form.draft?.['author'] ?? viewerReview?.author}
            required
            maxLength={60}
            autoComplete="nickname"
          />
        )}
      </Field>
      <div className="row">
        <button aria-disabled={form.isPending}>{form.isPending ? 'Publishing…' : 'Publish'}</button>
        <button
          type="button"
          className="quiet"
          onClick={() => {
            form.forget();
            onDone();
          }}
        >
          Cancel
        </button>
      </div>
    </form>
  );
}
