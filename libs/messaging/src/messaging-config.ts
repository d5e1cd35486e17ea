/** Variables of messaging. */

import { logUrl } from './log/log-url.ts';
import { amqpUrl } from './rabbitmq/broker-url.ts';

/** Schema of the variables. Spread into the schema of a process. `without` says what happens where neither is set. */
export const messagingConfig = ({ without }: { readonly without: string }) => ({
  AMQP_URL: amqpUrl
    .optional()
    .describe(`\`amqp://…\`, the RabbitMQ of events; default MESSAGE_LOG_URL, and without both, ${without}`),
  MESSAGE_LOG_URL: logUrl
    .optional()
    .describe('`log://host:port`, the embedded log of events, which `npm start` runs; unused where AMQP_URL is set'),
});
