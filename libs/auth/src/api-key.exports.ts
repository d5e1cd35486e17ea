/** API keys of partners: reading, keeping and administrating them. */
export { apiKeyAuthenticator, apiKeyHeaderScheme, apiKeyScheme } from './api-key/api-key-authenticator.ts';
export { formatApiKey, parseApiKey } from './api-key/api-key.ts';
export { flagExposures } from './api-key/exposures.ts';
export { createKeyAdministration, maxLiveKeys } from './api-key/key-administration.ts';
export type { KeyAdministration } from './api-key/key-administration.ts';
export { stateOfKey } from './api-key/key-store.ts';
export type { ApiKeyRecord, ApiKeyStore, Partner } from './api-key/key-store.ts';
export { collectKeyUses } from './api-key/key-uses.ts';
export { rememberKeys } from './api-key/known-keys.ts';
export { createPeppers } from './api-key/peppers.ts';
export type { Peppers } from './api-key/peppers.ts';
