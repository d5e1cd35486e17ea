/** The API keys with which the seeded partners come to a house in development. */

export interface PartnerKey {
  readonly partner: string;
  readonly key: string;
  readonly tier: string;
  readonly status: 'active' | 'suspended';
}

/** Keys of the seeded partners, one each, always the same. */
export async function partnerKeys(): Promise<readonly PartnerKey[]> {
  // Loaded when first asked for: it must not hold up the start of the house.
  const { developmentApiKey, developmentPartners } = await import('@frontage/auth/development');
  return developmentPartners.map(({ id, tier, status }) => ({ partner: id, key: developmentApiKey(id), tier, status }));
}
