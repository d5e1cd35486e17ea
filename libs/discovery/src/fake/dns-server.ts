/**
 * A name server on a free port of 127.0.0.1, UDP and TCP.
 *
 * The test edits its zone while it runs.
 */

import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import * as packet from 'dns-packet';

type Type = 'A' | 'AAAA' | 'SRV';

/** Records, or another way to answer; `over-tcp` truncates over UDP and answers over TCP alone. */
export type Reply =
  | { readonly ttl: number; readonly data: readonly (string | packet.SrvData)[]; readonly over?: 'tcp' }
  | 'servfail'
  | 'refused'
  | 'silent';

export interface DnsServer {
  /** Address for `servers`. */
  readonly address: string;
  /** Queries received, in order: `A catalog.test`. */
  readonly questions: string[];
  /** Sets the reply from now on. Without one, the name does not exist. */
  set(type: Type, name: string, reply: Reply | undefined): void;
  close(): Promise<void>;
}

/** Response codes (RFC 1035 §4.1.1). */
const rcodes = { servfail: 2, nxdomain: 3, refused: 5 };

/** Starts the server, with an empty zone. */
export async function startDnsServer(): Promise<DnsServer> {
  const zone = new Map<string, Reply>();
  const questions: string[] = [];

  const answer = (query: packet.Packet, transport: 'udp' | 'tcp'): packet.Packet | undefined => {
    const { name, type } = query.questions![0]!;
    questions.push(`${type} ${name}`);
    const reply = zone.get(`${type} ${name.toLowerCase()}`);
    if (reply === 'silent') return undefined;
    const exists = [...zone.keys()].some((key) => key.endsWith(` ${name.toLowerCase()}`));
    const rcode = typeof reply === 'string' ? rcodes[reply] : exists ? 0 : rcodes.nxdomain;
    const truncated = typeof reply === 'object' && reply.over === 'tcp' && transport === 'udp';
    const records = typeof reply === 'object' && !truncated ? reply : { ttl: 0, data: [] };
    const answers = records.data.map((data) => ({ type, name, ttl: records.ttl, data }) as packet.Answer);
    const flags =
      packet.RECURSION_DESIRED | packet.RECURSION_AVAILABLE | rcode | (truncated ? packet.TRUNCATED_RESPONSE : 0);
    return { type: 'response', id: query.id!, flags, questions: query.questions!, answers };
  };

  const { tcp, udp, port } = await bindBoth();
  udp.on('message', (message, from) => {
    const response = answer(packet.decode(message), 'udp');
    if (response) udp.send(packet.encode(response), from.port, from.address);
  });
  tcp.on('connection', (socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (data: Buffer) => {
      const response = answer(packet.streamDecode(data), 'tcp');
      if (response) socket.end(packet.streamEncode(response));
    });
  });

  return {
    address: `127.0.0.1:${port}`,
    questions,
    set: (type, name, reply) => {
      if (reply === undefined) zone.delete(`${type} ${name}`);
      else zone.set(`${type} ${name}`, reply);
    },
    close: async () => {
      udp.close();
      tcp.close();
      await Promise.all([once(udp, 'close'), once(tcp, 'close')]);
    },
  };
}

/** Binds one port that is free for both UDP and TCP. */
async function bindBoth(): Promise<{ tcp: Server; udp: Socket; port: number }> {
  for (;;) {
    const tcp = createServer().listen(0, '127.0.0.1');
    await once(tcp, 'listening');
    const { port } = tcp.address() as AddressInfo;
    const udp = createSocket('udp4');
    udp.bind(port, '127.0.0.1');
    const bound = await once(udp, 'listening').then(
      () => true,
      () => false,
    );
    if (bound) return { tcp, udp, port };
    tcp.close();
  }
}
