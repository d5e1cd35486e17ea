/** Configuration of every process, and documents that are reloaded when they change. */
export type { AddressRules } from './address-rules.ts';
export type { TrustProxy } from './client-address.ts';
export {
  addressConfig,
  budgetConfig,
  clientId,
  gradesConfig,
  gradesOf,
  issuerConfig,
  parseConfig,
  parseJson,
  providerOrigins,
  serverConfig,
  serviceTokenConfig,
  words,
} from './config.ts';
export { createLiveDocument } from './live-document.ts';
export type { LiveDocument } from './live-document.ts';
export type { ProductionRules } from './production.ts';
export { openAddressRules } from './stages/addresses.stage.ts';
export { overloadLimits } from './stages/overload.stage.ts';
