import { describeBff } from './describe-bff.ts';

describeBff('partner-bff');
