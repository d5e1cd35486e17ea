import { loginDemandOf } from './challenge.ts';

it.each([
  [
    'Bearer error="insufficient_user_authentication", error_description="Another, or \\"a more\\" recent", acr_values="a b", max_age="300"',
    { acrValues: 'a b', maxAgeS: 300 },
  ],
  ['Bearer realm="x", error="insufficient_user_authentication", max_age=5', { maxAgeS: 5 }],
  ['Bearer error="insufficient_user_authentication", max_age="soon"', {}],
  ['Bearer error="invalid_token", max_age="300"', undefined],
  ['Bearer', undefined],
  [null, undefined],
])('reads %s', (field, demand) => {
  expect(loginDemandOf(field)).toEqual(demand);
});
