/** REST on Express with axios, as tutorials write it. */

import express from 'express';
import { createServer } from 'node:http';
import { axiosTransport } from './axios-transport.ts';
import { cancelOrderScreen, homeScreen, orderListScreen, placeOrderScreen, productScreen } from './screens.ts';
import { createServices, toVisitor, type NewOrder } from './services.ts';

const services = createServices(axiosTransport);
const app = express();
app.use(express.json());

app.get('/home', async (req, res) => {
  res.json(await homeScreen(services, toVisitor(req.headers)));
});
app.get('/products/:id', async (req, res) => {
  res.json(await productScreen(services, req.params.id, toVisitor(req.headers)));
});
app.get('/v2/orders', async (req, res) => {
  res.json(await orderListScreen(services, Number(req.query['limit']), toVisitor(req.headers)));
});
app.post('/v2/orders', async (req, res) => {
  const key = String(req.headers['idempotency-key']);
  res.status(201).json(await placeOrderScreen(services, req.body as NewOrder, key, toVisitor(req.headers)));
});
app.post('/v2/orders/:id/cancel', async (req, res) => {
  const key = String(req.headers['idempotency-key']);
  res.json(await cancelOrderScreen(services, req.params.id, key, toVisitor(req.headers)));
});
createServer(app).listen(0, '127.0.0.1');
