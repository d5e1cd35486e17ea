/** Boundary around what may throw: the page or a part of it. Make it anew for other children, by a `key`. */

import { Component, type ReactElement, type ReactNode } from 'react';
import { askAgain } from '../../graphql/use-page-data.ts';

export interface BoundaryProps {
  readonly children: ReactNode;
  /** Stands in the place of children that threw. `retry` asks for their data again, and draws them. */
  readonly instead: (error: unknown, retry: () => void) => ReactElement;
}

interface Caught {
  readonly failed: boolean;
  readonly error?: unknown;
}

export class Boundary extends Component<BoundaryProps, Caught> {
  override state: Caught = { failed: false };

  static getDerivedStateFromError(error: unknown): Caught {
    return { failed: true, error };
  }

  override render(): ReactNode {
    const { children, instead } = this.props;
    return this.state.failed ? instead(this.state.error, this.retry) : children;
  }

  private readonly retry = (): void => {
    askAgain();
    this.setState({ failed: false });
  };
}
