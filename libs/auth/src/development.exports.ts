/** Development secrets and keys, which production refuses. */
export {
  developmentApiKey,
  developmentClientSecret,
  developmentPartners,
  developmentPepper,
  developmentSessionSecret,
  seedDevelopmentKeys,
} from './development.ts';
