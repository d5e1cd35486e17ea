/** Development secrets and keys, which production refuses. */
export {
  developmentApiKey,
  developmentClientSecret,
  developmentPartners,
  developmentPepper,
  developmentSessionSecret,
  developmentWebhookKey,
  seedDevelopmentKeys,
} from './development.ts';
