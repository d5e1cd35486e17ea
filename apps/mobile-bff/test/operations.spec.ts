/** Every operation, as proof/ has it. */

import { describeOperations } from '@frontage/proof';
import { proof } from '../proof/index.ts';

describeOperations(proof);
