/** Address book of the customer. */

import { useEffect, useRef, useState, type ReactElement } from 'react';
import { change } from '../../graphql/change.ts';
import { requireCustomer } from '../../graphql/require-customer.ts';
import { usePageData } from '../../graphql/use-page-data.ts';
import { AccountNav } from '../../parts/account-nav/account-nav.tsx';
import { Address } from '../../parts/address/address.tsx';
import { announce } from '../../parts/announcer/announcer.tsx';
import { Dialog } from '../../parts/dialog/dialog.tsx';
import { ChangeFailure } from '../../parts/failure-notice/change-failure.tsx';
import { sentenceOf } from '../../parts/form/refusals.ts';
import { DegradedNotice } from '../../parts/notice/degraded-notice.tsx';
import { PageTitle } from '../../parts/page-title/page-title.tsx';
import { useKeptFocus } from '../../parts/page-title/use-kept-focus.ts';
import { AddressForm, draftOf, type BookAddress } from './address-form.tsx';
import { AddressesDocument, RemoveAddressDocument, SetDefaultAddressDocument } from './addresses.documents.ts';
import { drafts } from '../../session.ts';
import css from './addresses.module.css';

/** Form that is open: for a new address, or for the one with this id. */
type Open = 'new' | (string & {}) | undefined;

export function Page(): ReactElement {
  const { data, degraded } = usePageData(AddressesDocument, {});
  const { id: person, profile } = requireCustomer(data.viewer);
  useKeptFocus(profile?.revision);
  const [open, setOpen] = useState<Open>(() => {
    const forms = ['new', ...(profile?.addresses ?? []).map(({ id }) => id)];
    return forms.find((form) => drafts.read(person, draftOf(form)));
  });
  const opener = useOpener(open);
  return (
    <>
      <AccountNav />
      <PageTitle>Addresses</PageTitle>
      <DegradedNotice parts={degraded} />
      {profile && (
        <>
          {profile.addresses.length === 0 && <p>There is no address yet. The first one is where parcels go.</p>}
          <ul className={css['book']}>
            {profile.addresses.map((address) => (
              <li key={address.id} className="card">
                {open === address.id ? (
                  <AddressForm address={address} recipient={profile.name} onDone={() => setOpen(undefined)} />
                ) : (
                  <Entry address={address} onChange={() => setOpen(address.id)} />
                )}
              </li>
            ))}
          </ul>
          {open === 'new' ? (
            <section className="card" aria-labelledby="new-address">
              <h2 id="new-address" className={css['heading']}>
                New address
              </h2>
              <AddressForm recipient={profile.name} onDone={() => setOpen(undefined)} />
            </section>
          ) : (
            <button ref={opener} type="button" onClick={() => setOpen('new')}>
              Add an address
            </button>
          )}
        </>
      )}
    </>
  );
}

/** Leads the focus to a button that is always there, after a form has closed. */
function useOpener(open: Open) {
  const ref = useRef<HTMLButtonElement>(null);
  const before = useRef(open);
  useEffect(() => {
    if (before.current !== undefined && open === undefined) ref.current?.focus();
    before.current = open;
  }, [open]);
  return ref;
}

interface EntryProps {
  readonly address: BookAddress;
  readonly onChange: () => void;
}

/** Address with all that can be done with it. */
function Entry({ address, onChange }: EntryProps): ReactElement {
  const { id, label, isDefault } = address;
  const [isAsking, setIsAsking] = useState(false);
  const [problem, setProblem] = useState<ReactElement | string>();
  const run = async (done: string, send: () => Promise<readonly Parameters<typeof sentenceOf>[0][]>): Promise<void> => {
    try {
      const [refusal] = await send();
      setProblem(refusal && sentenceOf(refusal));
      if (!refusal) announce(done);
    } catch (error) {
      setProblem(<ChangeFailure error={error} />);
    }
  };
  const input = { addressId: id };
  const setDefault = async () => (await change(SetDefaultAddressDocument, { input })).setDefaultAddress?.errors ?? [];
  const remove = async () => (await change(RemoveAddressDocument, { input })).removeAddress?.errors ?? [];
  return (
    <>
      <h2 className={css['heading']}>
        {label} {isDefault && <span className="badge good">Default</span>}
      </h2>
      <Address address={address} />
      {problem !== undefined && <div role="alert">{problem}</div>}
      <div className="row">
        <button type="button" className="quiet" aria-label={`Change ${label}`} onClick={onChange}>
          Change
        </button>
        {!isDefault && (
          <button
            type="button"
            className="quiet"
            aria-label={`Make default: ${label}`}
            onClick={() => void run(`Parcels go to ${label} by default.`, setDefault)}
          >
            Make default
          </button>
        )}
        <button type="button" className="quiet" aria-label={`Remove ${label}`} onClick={() => setIsAsking(true)}>
          Remove
        </button>
      </div>
      {isAsking && (
        <Dialog title={`Remove ${label}?`} onClose={() => setIsAsking(false)}>
          <p>Orders that were placed already keep their address.</p>
          <div className="row">
            <button onClick={() => void run(`${label} is removed.`, remove)}>Remove</button>
            <button className="quiet">Keep it</button>
          </div>
        </Dialog>
      )}
    </>
  );
}
