/** Form of an address: of a new one, or of one that changes. */

import { useState, type ReactElement } from 'react';
import { change } from '../../graphql/change.ts';
import { announce } from '../../parts/announcer/announcer.tsx';
import { Field } from '../../parts/form/field.tsx';
import { FormNotice } from '../../parts/form/form-notice.tsx';
import { useForm, type FormValues } from '../../parts/form/use-form.ts';
import { AddAddressDocument, UpdateAddressDocument, type AddressBookFragment } from './addresses.documents.ts';
import { countries, countryOf } from '../../parts/country/country.ts';
import css from './addresses.module.css';

export type BookAddress = AddressBookFragment['addresses'][number];

export interface AddressFormProps {
  /** Address to change. Default: a new one. */
  readonly address?: BookAddress;
  /** Name to begin a new address with. */
  readonly recipient: string;
  /** Called when the form is no longer wanted: after the change, or without one. */
  readonly onDone: () => void;
}

/** Name of the draft of a new address, or of the one with this id. */
export const draftOf = (open: string): string => `address ${open}`;

const line = (length: number): string => `Write one line of at most ${length} characters.`;

const fields = {
  label: line(40),
  recipient: line(120),
  street: line(200),
  postcode: 'Write at most 16 letters, digits, blanks and dashes, or nothing.',
  city: line(100),
  country: 'Choose a country.',
} as const;

const read = (values: FormValues) => ({
  label: values['label']!,
  recipient: values['recipient']!,
  street: values['street']!,
  postcode: values['postcode']!,
  city: values['city']!,
  country: values['country']!,
});

export function AddressForm({ address, recipient, onDone }: AddressFormProps): ReactElement {
  // The same key for every try: a second one adds nothing.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const form = useForm(
    async (values) => {
      const input = read(values);
      const refusals = address
        ? (await change(UpdateAddressDocument, { input: { ...input, addressId: address.id } })).updateAddress?.errors
        : (await change(AddAddressDocument, { input: { ...input, idempotencyKey } })).addAddress?.errors;
      if (refusals?.length === 0) {
        announce(`${input.label} is saved.`);
        onDone();
      }
      return refusals ?? [];
    },
    fields,
    draftOf(address?.id ?? 'new'),
  );
  const initial = (name: keyof typeof fields): string | undefined => form.draft?.[name] ?? address?.[name];
  return (
    <form {...form.props} aria-label={address ? `Change ${address.label}` : 'New address'} className={css['form']}>
      <FormNotice form={form} />
      <Field form={form} name="label" label="Label" hint="Home, office, …">
        {(control) => (
          // The form takes the place of the button that opened it, and the focus with it.
          // eslint-disable-next-line jsx-a11y-x/no-autofocus
          <input {...control} defaultValue={initial('label')} required maxLength={40} autoFocus />
        )}
      </Field>
      <Field form={form} name="recipient" label="Recipient">
        {(control) => (
          <input
            {...control}
            defaultValue={initial('recipient') ?? recipient}
            required
            maxLength={120}
            autoComplete="name"
          />
        )}
      </Field>
      <Field form={form} name="street" label="Street and number">
        {(control) => (
          <input {...control} defaultValue={initial('street')} required maxLength={200} autoComplete="street-address" />
        )}
      </Field>
      <div className={css['town']}>
        <Field form={form} name="postcode" label="Postcode">
          {(control) => (
            <input {...control} defaultValue={initial('postcode')} maxLength={16} autoComplete="postal-code" />
          )}
        </Field>
        <Field form={form} name="city" label="Town or city">
          {(control) => (
            <input {...control} defaultValue={initial('city')} required maxLength={100} autoComplete="address-level2" />
          )}
        </Field>
      </div>
      <Field form={form} name="country" label="Country">
        {(control) => (
          <select {...control} defaultValue={initial('country') ?? ''} required autoComplete="country">
            <option value="" disabled>
              Choose
            </option>
            {countries().map((code) => (
              <option key={code} value={code}>
                {countryOf(code)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div className="row">
        <button aria-disabled={form.isPending}>{form.isPending ? 'Saving…' : 'Save'}</button>
        <button
          type="button"
          className="quiet"
          onClick={() => {
            form.forget();
            onDone();
          }}
        >
          Cancel
        </button>
      </div>
    </form>
  );
}
