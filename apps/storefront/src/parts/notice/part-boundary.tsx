/** Notice in the place of a part that fails, so that the page around it stays. */

import { Component, type ReactElement, type ReactNode } from 'react';
import { pageFailureOf } from '../../graphql/page-failure.ts';

interface BoundaryProps {
  /** Sentence for people: what is missing. */
  readonly missing: string;
  readonly children: ReactNode;
}

interface Caught {
  readonly failed: boolean;
  readonly error?: unknown;
}

export class PartBoundary extends Component<BoundaryProps, Caught> {
  override state: Caught = { failed: false };

  static getDerivedStateFromError(error: unknown): Caught {
    return { failed: true, error };
  }

  override render(): ReactNode {
    const { missing, children } = this.props;
    if (!this.state.failed) return children;
    return <Missing sentence={missing} error={this.state.error} retry={() => this.setState({ failed: false })} />;
  }
}

interface MissingProps {
  readonly sentence: string;
  readonly error: unknown;
  readonly retry: () => void;
}

function Missing({ sentence, error, retry }: MissingProps): ReactElement {
  const { requestId } = pageFailureOf(error);
  return (
    <div className="notice warn" role="alert">
      <p>{sentence}</p>
      <p className="row">
        <button type="button" className="quiet" onClick={retry}>
          Try again
        </button>
        {requestId !== undefined && (
          <small>
            Request <code>{requestId}</code>
          </small>
        )}
      </p>
    </div>
  );
}
