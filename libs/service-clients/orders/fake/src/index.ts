/** The mock orders service. */
export type { InventoryPort, OrderTier, PricingPort, WantedLine } from './collaborators.ts';
export { memoryOrderStore } from './memory-order-store.ts';
export type { HeldStock, OrderOwner, OrderRecord, OrderStatus } from './order-lifecycle.ts';
export type { KeptAnswer, OrderEvent, OrderEventType, OrderOutbox, OrderStore } from './order-store.ts';
export { fakeOrders, ordersDocument } from './orders.fake.ts';
export type { OrdersFakeOptions } from './orders.fake.ts';
export { createOrdersTestControl } from './test-control.ts';
export type { OrdersTestControl } from './test-control.ts';
export { seededOrders } from './seeded-orders.ts';
export { openSqlOrderStore } from './sql-order-store.ts';
export type { OrderTables } from './sql-order-store.ts';
