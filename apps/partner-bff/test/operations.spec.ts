/** Operations of proof/. */

import { describeOperations } from '@frontage/proof';
import { proof } from '../proof/index.ts';

describeOperations(proof);
