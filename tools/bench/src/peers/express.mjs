/** REST on Express with axios, as tutorials write it. */

import express from 'express';
import { createServer } from 'node:http';
import { routes } from './screens.mjs';
import { createServices } from './services.mjs';
import { axiosTransport } from './transports.mjs';

const servicesFor = createServices(axiosTransport);
const app = express();
app.use(express.json());
for (const { method, path, status, screen } of routes) {
  app[method](path, async (req, res) => {
    res.status(status).json(await screen(servicesFor(req.headers), req));
  });
}
createServer(app).listen(0, '127.0.0.1');
