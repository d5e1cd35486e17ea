/** Rules of input that the document cannot have: seals of tokens. */

import type { HoldingOptions } from '@frontage/chassis/fake';

export const holding: HoldingOptions = {
  rules: [
    {
      operations: /^sync$/,
      pointer: /^#\/query\/since$/,
      because: 'A token that was given to the one who sends it: only its seal tells.',
    },
    {
      operations: /^(home|product)Rest$/,
      pointer: /^#\/params\/token$/,
      because: 'Likewise, and for the screen that it was given with.',
    },
  ],
};
