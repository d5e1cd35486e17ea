/** Versions stage: the format of failures, the announcement of an end, and the end, for everything below a version's prefix. */

import { Failure } from '@frontage/errors';
import type { RequestHandler } from 'express';
import { isOver, lifecycleHeaders, type Deprecation } from '../deprecation.ts';
import type { FailureFormat } from '../failure-format.ts';
import { contextOf } from '../request-context.ts';
import { stage, type Stage } from '../stack.ts';

export interface ServedVersion {
  /** First segment of its paths: `/v2`. */
  readonly prefix: `/v${number}`;
  /** Format of failures. Default problem documents. */
  readonly failureFormat?: FailureFormat | undefined;
  /** Deprecation. Default: the version is current. */
  readonly deprecation?: Deprecation | undefined;
}

const versionIn = /^\/v\d{1,4}(?=\/|$)/;

/**
 * Answers of a deprecated version carry `Deprecation` (RFC 9745), `Sunset` (RFC 8594) and links to its successor; after the sunset all of
 * them are 410. A version that was never served is 404, and the answer lists those that are.
 */
export function versions(served: readonly ServedVersion[]): Stage {
  const byPrefix = new Map<string, ServedVersion>(served.map((version) => [version.prefix, version]));
  const known = served.map(({ prefix }) => prefix.slice(1)).join(', ');
  const handle: RequestHandler = (req, res, next) => {
    const prefix = versionIn.exec(req.path)?.[0];
    if (prefix === undefined) return next();
    const version = byPrefix.get(prefix);
    if (!version) {
      throw new Failure('NOT_FOUND', `There is no version ${prefix.slice(1)}. Versions: ${known}.`, {
        reason: 'UNKNOWN_VERSION',
      });
    }
    contextOf(res).failureFormat = version.failureFormat;
    const { deprecation } = version;
    if (deprecation) {
      const path = req.path.slice(prefix.length);
      for (const [name, value] of lifecycleHeaders(deprecation, path)) res.setHeader(name, value);
      if (isOver(deprecation, Date.now())) {
        const { successor } = deprecation;
        throw new Failure('GONE', `Version ${prefix.slice(1)} has ended. Use ${successor.slice(1)}.`, {
          reason: 'VERSION_ENDED',
        });
      }
    }
    next();
  };
  return stage('versions', handle);
}
