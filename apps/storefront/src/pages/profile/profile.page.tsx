/** Profile of the customer: what the shop knows of them, and what they may change of it. */

import type { ReactElement } from 'react';
import { currencies, nameOfCurrency } from '../../currency/currency-choice.ts';
import { change } from '../../graphql/change.ts';
import { requireCustomer } from '../../graphql/require-customer.ts';
import { usePageData } from '../../graphql/use-page-data.ts';
import { AccountNav } from '../../parts/account-nav/account-nav.tsx';
import { announce } from '../../parts/announcer/announcer.tsx';
import { Field } from '../../parts/form/field.tsx';
import { FormNotice } from '../../parts/form/form-notice.tsx';
import { useForm } from '../../parts/form/use-form.ts';
import { DegradedNotice } from '../../parts/notice/degraded-notice.tsx';
import { PageTitle } from '../../parts/page-title/page-title.tsx';
import {
  ProfileDocument,
  UpdateProfileDocument,
  type Currency,
  type PersonalDataFragment,
} from './profile.documents.ts';
import { languageOf, localesWith, tiers } from './profile.view.ts';
import css from './profile.module.css';

export function Page(): ReactElement {
  const { data, degraded } = usePageData(ProfileDocument, {});
  const { profile } = requireCustomer(data.viewer);
  return (
    <>
      <AccountNav />
      <PageTitle>Profile</PageTitle>
      <DegradedNotice parts={degraded} />
      {profile && (
        <>
          <Facts profile={profile} />
          <ProfileForm profile={profile} />
        </>
      )}
    </>
  );
}

interface ProfileProps {
  readonly profile: PersonalDataFragment;
}

const Facts = ({ profile: { email, tier } }: ProfileProps): ReactElement => (
  <dl className={css['facts']}>
    <div>
      <dt>Tier</dt>
      <dd>
        <span className={tier === 'GOLD' ? 'badge good' : 'badge'}>{tiers[tier].name}</span> {tiers[tier].text}
      </dd>
    </div>
    <div>
      <dt>E-mail</dt>
      <dd>{email}</dd>
    </div>
  </dl>
);

function ProfileForm({ profile: { name, locale, currency, revision } }: ProfileProps): ReactElement {
  const form = useForm(
    async (values) => {
      const { updateProfile } = await change(UpdateProfileDocument, {
        input: {
          name: values['name']!,
          locale: values['locale']!,
          currency: values['currency'] as Currency,
          revision,
        },
      });
      const refusals = updateProfile?.errors ?? [];
      if (refusals.length === 0) announce('Your profile is saved.');
      return refusals;
    },
    {
      name: 'Write one line of at most 120 characters.',
      locale: 'Choose one of these languages.',
      currency: 'Choose one of these currencies.',
    },
    'profile',
  );
  return (
    <form {...form.props} className={css['form']}>
      <FormNotice form={form} />
      <Field form={form} name="name" label="Name">
        {(control) => (
          <input
            {...control}
            defaultValue={form.draft?.['name'] ?? name}
            required
            maxLength={120}
            autoComplete="name"
          />
        )}
      </Field>
      <Field form={form} name="locale" label="Language" hint="For the messages that we send you.">
        {(control) => (
          <select {...control} defaultValue={form.draft?.['locale'] ?? locale}>
            {localesWith(locale).map((each) => (
              <option key={each} value={each}>
                {languageOf(each)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field form={form} name="currency" label="Currency" hint="Prices are shown in it, and orders are charged in it.">
        {(control) => (
          // Anew with each currency of the profile, which is also chosen below the page.
          <select key={currency} {...control} defaultValue={form.draft?.['currency'] ?? currency}>
            {currencies.map((each) => (
              <option key={each} value={each}>
                {nameOfCurrency(each)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div className="row">
        <button aria-disabled={form.isPending}>{form.isPending ? 'Saving…' : 'Save'}</button>
        {form.isDone && !form.isPending && <span className="badge good">Saved</span>}
      </div>
    </form>
  );
}
