/** Who may do what, over all BFFs. */
export { accessDocument, policyDocument } from './document.ts';
