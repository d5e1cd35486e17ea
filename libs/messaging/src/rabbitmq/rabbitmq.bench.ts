/**
 * Throughput of the RabbitMQ adapter: `node libs/messaging/src/rabbitmq/rabbitmq.bench.ts`.
 *
 * A node is started for it, on the same machine.
 */

import { printThroughput } from '../../test/throughput.ts';
import { startSpecBroker } from '../fake/spec-broker.ts';

const broker = await startSpecBroker('a node of its own', 'direct');
if (!broker) process.exit(0);
await printThroughput(broker.connect());
await broker.stop();
