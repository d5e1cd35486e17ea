/** The house for tests: boot it, log in, break a part of it, stop it. */
export { commandPath } from './command-path.ts';
export { addressesAt } from './house.ts';
export type { Addresses } from './house.ts';
export { LoginFailure, loginMobile, loginWeb, sessionCookie, walkLogin } from './login-walk.ts';
export type { Credentials, MobileLogin, MobileTokens, WalkOptions, WebLogin, WebSession } from './login-walk.ts';
export { partnerKeys } from './partner-keys.ts';
export type { PartnerKey } from './partner-keys.ts';
export { freePortOffset, patient, startHouse } from './start-house.ts';
export type { House, HouseOptions } from './start-house.ts';
