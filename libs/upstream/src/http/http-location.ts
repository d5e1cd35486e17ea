/** Location of an HTTP service, in a configuration schema. */

import { serviceLocation } from '@frontage/discovery';

/** Service location of the scheme http or https. */
export const httpLocation = serviceLocation.refine(({ scheme }) => scheme === 'http' || scheme === 'https', {
  message: 'must have the scheme http or https: this service does not speak gRPC',
});
