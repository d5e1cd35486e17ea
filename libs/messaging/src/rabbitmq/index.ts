/** Messaging over RabbitMQ: quorum queues, publisher confirms, order per key. */
export { connectToBroker } from './connect.ts';
