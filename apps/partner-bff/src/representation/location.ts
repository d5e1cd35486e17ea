/** `Location` of what was made, for the documents. */

/** Header `Location` (RFC 9110 §10.2.2), described. */
export const location = (description = 'Address.') => ({
  Location: { description, schema: { type: 'string', format: 'uri-reference', maxLength: 200 } },
});
