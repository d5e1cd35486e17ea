/** Accounts: the seeded people, as somebody who logs in and as somebody whom tokens describe. */

import { createHash, timingSafeEqual } from 'node:crypto';
import { developmentPassword, people, type Person } from '@frontage/seed';
import type { Account } from 'oidc-provider';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const passwordDigest = digest(developmentPassword);

/** The person whose id or e-mail address this is, if the password is theirs. Says nothing about which of the two was wrong. */
export function logIn(login: string, password: string): Person | undefined {
  const name = login.trim().toLowerCase();
  const passwordIsRight = timingSafeEqual(digest(password), passwordDigest);
  const person = people.find(({ id, email }) => id === name || email === name);
  return passwordIsRight ? person : undefined;
}

/** What access tokens of a person carry beyond the standard claims. */
export const toTokenClaims = ({ role, tier }: Person) => ({ roles: [role], tier });

/** The person with this `sub`, if any. */
export const findPerson = (sub: string | undefined): Person | undefined => people.find(({ id }) => id === sub);

/** The account with this `sub`, in the shape that oidc-provider asks for. */
export function findAccount(sub: string): Account | undefined {
  const person = findPerson(sub);
  return (
    person && {
      accountId: person.id,
      claims: () => ({
        sub: person.id,
        email: person.email,
        email_verified: true,
        name: person.name,
        ...toTokenClaims(person),
      }),
    }
  );
}
