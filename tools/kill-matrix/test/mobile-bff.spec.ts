import { describeBff } from './describe-bff.ts';

describeBff('mobile-bff');
