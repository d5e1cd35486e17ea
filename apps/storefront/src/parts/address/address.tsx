/** Address, line by line. */

import type { ReactElement } from 'react';
import { addressLines, type AddressOnParcel } from './address-lines.ts';
import css from './address.module.css';

export const Address = ({ address }: { readonly address: AddressOnParcel }): ReactElement => (
  <address className={css['address']}>
    {addressLines(address).map((line, at) => (
      <span key={at}>{line}</span>
    ))}
  </address>
);
