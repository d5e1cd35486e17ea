/** Rules of input that the document cannot have. */

import type { HoldingOptions } from '@frontage/chassis/fake';

export const holding: HoldingOptions = {
  rules: [
    {
      operations: /^changeMe$/,
      pointer: /^#\/body\/name$/,
      because: 'A line has classes of characters without a name.',
    },
    { operations: /^changeMe$/, pointer: /^#\/body\/quietHours\/to$/, because: 'The end differs from the beginning.' },
    { operations: /^changeMe$/, pointer: /^#\/body\/quietHours\/timeZone$/, because: 'Time zones are hundreds.' },
    {
      operations: /^sync$/,
      pointer: /^#\/query\/since$/,
      because: 'A token that was given to the one who sends it: only its seal tells.',
    },
    {
      operations: /^(home|product)Rest$/,
      pointer: /^#\/params\/missing$/,
      because: 'Likewise, and for the screen that it was given with.',
    },
  ],
};
