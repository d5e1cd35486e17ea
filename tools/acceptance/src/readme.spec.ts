import { isAsShown, movePorts } from './readme.ts';

describe('isAsShown', () => {
  it('takes … for anything, and nothing else for anything', () => {
    expect(isAsShown('{"id":"p-001","price":{"amount":12}}\n', '{ "id": "p-001", "price": … }')).toBe(true);
    expect(isAsShown('{"id":"p-002"}', '{ "id": "p-001" }')).toBe(false);
    expect(isAsShown('{"id":"p-001"}x', '{ "id": "p-001" }')).toBe(false);
    expect(isAsShown('abc', 'a.c')).toBe(false);
  });
});

describe('movePorts', () => {
  it('moves ports and nothing that looks like one', () => {
    expect(movePorts('curl localhost:4100/x?limit=4100 http://127.0.0.1:4400/faults', 1000)).toBe(
      'curl localhost:5100/x?limit=4100 http://127.0.0.1:5400/faults',
    );
  });
});
