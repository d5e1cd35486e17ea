import { bigInt, boolean, integer, ipV4, ipV6, array, assert, oneof, property, tuple } from 'fast-check';
import { BlockList, isIPv4 } from 'node:net';
import { type AddressListError, formatAddress, networkOf, parseAddress, parseAddressList } from './index.ts';

const read = (text: string): string | undefined => {
  const address = parseAddress(text);
  return address && formatAddress(address);
};

describe('an address', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:c000:201', '192.0.2.1'],
    ['0:0:0:0:0:ffff:c000:0201', '192.0.2.1'],
    ['2001:DB8::1', '2001:db8:0:0:0:0:0:1'],
    ['::', '0:0:0:0:0:0:0:0'],
    ['::192.0.2.1', '0:0:0:0:0:0:c000:201'],
    ['fe80::1%eth0', 'fe80:0:0:0:0:0:0:1'],
  ])('%s is %s', (text, canonical) => expect(read(text)).toBe(canonical));

  it.each([
    '',
    ' ',
    'localhost',
    '192.0.2',
    '192.0.2.256',
    '192.0.2.010',
    '1.2.3.4:80',
    '[::1]',
    '1::2::3',
    '3221225985',
  ])('%j is none', (text) => expect(parseAddress(text)).toBeUndefined());

  it('is the same however it is written', () => {
    assert(property(oneof(ipV4(), ipV6()), (text) => expect(read(read(text)!)).toBe(read(text))));
  });
});

describe('the network that counts as one customer', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::', '2001:db8:1:2::/64'],
  ])('%s is of %s', (text, network) => expect(networkOf(parseAddress(text)!)).toBe(network));
});

describe('a list', () => {
  it('may be written in lines, with commas and with comments', () => {
    const list = parseAddressList(`
      10.0.0.0/8, 192.0.2.7   # the office
      # and the new one
      2001:db8::/32
      ::ffff:198.51.100.0/120`);
    expect(list.size).toBe(4);
    for (const inside of ['10.1.2.3', '192.0.2.7', '::ffff:10.0.0.1', '2001:db8:ffff::1', '198.51.100.9'])
      expect([inside, list.matches(inside)]).toEqual([inside, true]);
    for (const outside of ['11.0.0.0', '192.0.2.8', '2001:db9::', '198.51.101.0', '::a00:1', 'garbage', ''])
      expect([outside, list.matches(outside)]).toEqual([outside, false]);
  });

  it('that is empty has nobody in it', () => {
    expect(parseAddressList('').matches('0.0.0.0')).toBe(false);
    expect(parseAddressList(' # nobody\n').size).toBe(0);
  });

  it('knows whether a whole family is in it', () => {
    const whole = ['128.0.0.0/1', '::/1', '0.0.0.0/0', '10.0.0.0/8 ::/0', '::ffff:0.0.0.0/96'].map(
      (text) => parseAddressList(text).hasEverybody,
    );
    expect(whole).toEqual([false, false, true, true, true]);
  });

  it('names everything that is wrong with it', () => {
    const wrong = '10.0.0.1/8, example.com 10.0.0.0/33 ::/129 10.0.0.0/ 1.2.3.4/8/8 ::ffff:1.2.3.0/24 ::1/-1 192.0.2.1';
    expect(problemsOf(wrong)).toEqual([
      '"10.0.0.1/8" has bits set after its prefix; the network is 10.0.0.0/8',
      '"example.com" is not an address or a network',
      '"10.0.0.0/33" has no prefix of 0 to 32 bits',
      '"::/129" has no prefix of 0 to 128 bits',
      '"10.0.0.0/" has no prefix of 0 to 32 bits',
      '"1.2.3.4/8/8" is not an address or a network',
      '"::ffff:1.2.3.0/24" has no prefix of 96 to 128 bits',
      '"::1/-1" has no prefix of 0 to 128 bits',
    ]);
  });

  it('agrees with the block list of Node, which has the families mix', () => {
    const address = oneof(ipV4(), ipV6());
    // Addresses near a network, as errors show at its edges.
    const near = tuple(ipV4(), integer({ min: 0, max: 32 }), bigInt({ min: 0n, max: 2n ** 32n - 1n }));
    assert(
      property(
        array(tuple(address, integer({ min: 0, max: 128 })), { maxLength: 5 }),
        address,
        near,
        boolean(),
        (raw, any, [base, bits, noise], flip) => {
          const rules = [...raw.map(([text, length]) => toRule(text, length)), toRule(base, bits)];
          const theirs = { ipv4: new BlockList(), ipv6: new BlockList() };
          for (const [network, length] of rules)
            theirs[familyOf(network)].addSubnet(network, length, familyOf(network));
          const ours = parseAddressList(rules.map(([network, length]) => `${network}/${length}`));
          for (const candidate of [any, neighbour(base, bits, noise, flip)]) {
            const family = familyOf(candidate);
            expect([candidate, ours.matches(candidate)]).toEqual([candidate, theirs[family].check(candidate, family)]);
          }
        },
      ),
    );
  });
});

const familyOf = (text: string) => (isIPv4(text) ? 'ipv4' : 'ipv6');

/** A network that an address is in. */
function toRule(text: string, length: number): [network: string, bits: number] {
  const address = parseAddress(text)!;
  const bits = Math.min(length, address.length * 16);
  const all = address.reduce((sum, group) => (sum << 16n) | BigInt(group), 0n);
  const rest = BigInt(address.length * 16 - bits);
  const first = (all >> rest) << rest;
  const groups = address.map((_, index) => Number((first >> BigInt(16 * (address.length - 1 - index))) & 0xffffn));
  return [formatAddress(groups), bits];
}

/** An IPv4 address that shares the first bits with `base`. With `flip`, the last of those differs. */
function neighbour(base: string, bits: number, noise: bigint, flip: boolean): string {
  const groups = parseAddress(base)!;
  const value = (BigInt(groups[0]!) << 16n) | BigInt(groups[1]!);
  const rest = BigInt(32 - bits);
  const kept = ((value >> rest) << rest) | (noise & ((1n << rest) - 1n));
  const moved = flip && bits > 0 ? kept ^ (1n << rest) : kept;
  return formatAddress([Number(moved >> 16n), Number(moved & 0xffffn)]);
}

function problemsOf(text: string): readonly string[] {
  try {
    parseAddressList(text);
    return [];
  } catch (error) {
    return (error as AddressListError).problems;
  }
}
