import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { collect, event } from '../../test/observing.ts';
import type { Messaging } from '../messaging.ts';
import { connectToLog } from './connect-to-log.ts';

let server: WebSocketServer;
let messaging: Messaging | undefined;
afterEach(async () => {
  await messaging?.close();
  for (const client of server.clients) client.terminate();
  server.close();
});

/** Owner that is not one of ours. */
async function pose(onConnection: (socket: WebSocket) => void): Promise<string> {
  server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  server.on('connection', onConnection);
  await once(server, 'listening');
  return `log://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('an owner that hangs', () => {
  it('fails publications in time, and those that are due when it ends', async () => {
    const url = await pose(() => undefined);
    messaging = connectToLog({ url, publishTimeoutMs: 100 });
    await expect(messaging.publish([event()])).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      cause: { message: 'the log did not answer in time' },
    });
    const declared = messaging.declare({ group: 'orders', topics: ['#'] });
    for (const client of server.clients) client.terminate();
    await expect(declared).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(messaging.state()).toBe('unreachable');
  });
});

describe('an owner that is none', () => {
  it('is left, told of, and tried again', async () => {
    const connections = collect<WebSocket>();
    const url = await pose((socket) => {
      connections.add(socket);
      socket.send('no frame');
    });
    const troubles = collect<string>();
    messaging = connectToLog({ url, maxReconnectDelayMs: 100, onTrouble: (error) => troubles.add(String(error)) });
    const [told] = await troubles.until((all) => all.length > 0);
    expect(told).toContain(`${new URL(url).host}/: the log ended the connection`);
    await connections.until((all) => all.length > 1);
  });

  it('is passed over with answers and messages that nobody waits for', async () => {
    const url = await pose((socket) => {
      socket.on('message', (raw) => {
        const { call } = JSON.parse((raw as Buffer).toString()) as { call: number };
        for (const frame of [
          { type: 'answer', call: call + 7, result: null },
          { type: 'refusal', call: call + 7, reason: 'none' },
          { type: 'handed', member: 99, entry: 1, redeliveries: 0, message: event() },
          { type: 'heard', listener: 99, message: event() },
          { type: 'of tomorrow' },
          { type: 'answer', call, result: [] },
        ]) {
          socket.send(JSON.stringify(frame));
        }
      });
    });
    messaging = connectToLog({ url });
    expect(await messaging.groups()).toEqual([]);
  });
});
