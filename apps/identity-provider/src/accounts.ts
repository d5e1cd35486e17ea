/** Accounts: the seeded people, for the login and for tokens. */

import { createHash, timingSafeEqual } from 'node:crypto';
import { developmentPassword, people, type Person } from '@frontage/seed';
import type { Account } from 'oidc-provider';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const passwordDigest = digest(developmentPassword);

/** Person with this id or e-mail address, if the password is right. The result does not tell which of the two was wrong. */
export function logIn(login: string, password: string): Person | undefined {
  const name = login.trim().toLowerCase();
  const passwordIsRight = timingSafeEqual(digest(password), passwordDigest);
  const person = people.find(({ id, email }) => id === name || email === name);
  return passwordIsRight ? person : undefined;
}

/** Claims of a person's access tokens, beyond the standard ones. */
export const toTokenClaims = ({ role, tier }: Person) => ({ roles: [role], tier });

/** Person with this `sub`, if any. */
export const findPerson = (sub: string | undefined): Person | undefined => people.find(({ id }) => id === sub);

/** Account with this `sub`, in the shape that oidc-provider asks for. */
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
