/** The mock orders service. */
export { fakeOrders, ordersDocument } from './orders.fake.ts';
export type { OrdersFake } from './orders.fake.ts';
export { servePlaceCommands } from './order-commands.ts';
export { servePayments } from './payments.ts';
export { outboxOf } from './order-messages.ts';
export { createOrdersTestControl } from './test-control.ts';
export { seededOrders } from './seeded-orders.ts';
export { openSqlOrderStore } from './sql-order-store.ts';
export type { OrderTables } from './sql-order-store.ts';
