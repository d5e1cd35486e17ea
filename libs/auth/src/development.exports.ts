/** Secrets and keys of development, which production refuses. */
export {
  developmentApiKey,
  developmentClientSecret,
  developmentPartners,
  developmentPepper,
  developmentSessionSecret,
  seedDevelopmentKeys,
} from './development.ts';
