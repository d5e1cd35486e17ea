/** Development secrets and keys, which production refuses. */
export {
  developmentApiKey,
  developmentClientSecret,
  developmentPartners,
  developmentPepper,
  developmentSessionSecret,
  developmentPaymentSecret,
  developmentWebhookKey,
  seedDevelopmentKeys,
} from './development.ts';
