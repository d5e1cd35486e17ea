/** Lines of an address, as a parcel has them. */

import { countryOf } from '../country/country.ts';
import type { PostalAddressFragment } from './address.documents.ts';

export type AddressOnParcel = Pick<PostalAddressFragment, 'recipient' | 'street' | 'postcode' | 'city' | 'country'>;

export const addressLines = ({ recipient, street, postcode, city, country }: AddressOnParcel): readonly string[] => [
  recipient,
  street,
  [postcode, city].filter((part) => part !== '').join(' '),
  countryOf(country),
];
