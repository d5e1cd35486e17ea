/** Messaging over RabbitMQ: quorum queues, publisher confirms, order per key. */
export { amqpUrl } from './broker-url.ts';
export { connectToBroker } from './connect.ts';
export type { BrokerOptions } from './connect.ts';
