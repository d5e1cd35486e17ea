import { formatAddress } from '@frontage/network-address';
import { array, assert, constantFrom, ipV4, ipV6, oneof, property, string } from 'fast-check';
import { clientAddress, trustNobody, trustProxy, type TrustProxy } from './client-address.ts';

const seen = (peer: string, forwardedFor: string | undefined, trust: TrustProxy): string | undefined => {
  const address = clientAddress({ remoteAddress: peer }, forwardedFor, trust);
  return address && formatAddress(address);
};
const trust = (text: string): TrustProxy => trustProxy.parse(text);

describe('the address of a client', () => {
  it('is that of its connection, whatever it says, when nobody is trusted', () => {
    const said = oneof(ipV4(), ipV6(), string(), constantFrom('unknown', '', ',', '127.0.0.1'));
    assert(
      property(array(said), (claims) => {
        for (const nobody of [trustNobody, trust('0'), trust('10.0.0.0/8')])
          expect(seen('::ffff:192.0.2.1', claims.join(', '), nobody)).toBe('192.0.2.1');
      }),
    );
  });

  it('cannot be changed by anything that stands before what a trusted proxy has written', () => {
    assert(
      property(array(oneof(ipV4(), ipV6(), string())), (claims) => {
        const header = [...claims, '203.0.113.7'].join(',');
        expect(seen('10.0.0.1', header, trust('1'))).toBe('203.0.113.7');
        expect(seen('10.0.0.1', header, trust('10.0.0.0/8'))).toBe('203.0.113.7');
        expect(seen('10.0.0.1', `${header}, 10.0.0.9`, trust('2'))).toBe('203.0.113.7');
        expect(seen('10.0.0.1', `${header}, 10.0.0.9`, trust('10.0.0.0/8'))).toBe('203.0.113.7');
      }),
    );
  });

  it.each([
    ['the last proxy when the header is missing', undefined, '10.0.0.1'],
    ['the last that is known when a part is no address', '203.0.113.7, unknown, 10.0.0.2', '10.0.0.2'],
    ['the first when all are trusted', '10.0.0.3, 10.0.0.2', '10.0.0.3'],
    ['taken without a port', '203.0.113.7:4711, 10.0.0.2:80', '203.0.113.7'],
    ['taken out of brackets', '[2001:db8::7]:4711', '2001:db8:0:0:0:0:0:7'],
  ])('is %s', (_, header, address) => expect(seen('10.0.0.1', header, trust('10.0.0.0/8'))).toBe(address));

  it('is unknown when the connection is gone', () => {
    expect(clientAddress({}, '203.0.113.7', trust('1'))).toBeUndefined();
  });
});

describe('TRUST_PROXY', () => {
  it.each([
    ['true', 'is not an address or a network'],
    ['100', 'is not an address or a network'],
    ['-1', 'is not an address or a network'],
    ['loopback', 'is not an address or a network'],
    ['0.0.0.0/0', 'this trusts everybody'],
    ['10.0.0.0/8, ::/0', 'this trusts everybody'],
  ])('may not be %j', (text, message) => {
    expect(trustProxy.safeParse(text).error?.issues[0]?.message).toContain(message);
  });
});
