/** The API keys with which the seeded partners come to a house in development. */

export interface PartnerKey {
  readonly partner: string;
  readonly key: string;
  /** Key of test mode. */
  readonly testKey: string;
  readonly tier: string;
  readonly status: 'active' | 'suspended';
}

/** Keys of the seeded partners, one of each mode, always the same. */
export async function partnerKeys(): Promise<readonly PartnerKey[]> {
  // Loaded when first asked for: it must not hold up the start of the house.
  const { developmentApiKey, developmentPartners } = await import('@frontage/auth/development');
  return developmentPartners.map(({ id, tier, status }) => ({
    partner: id,
    key: developmentApiKey(id),
    testKey: developmentApiKey(id, 'test'),
    tier,
    status,
  }));
}
