/** Authorization documents over all BFFs. */
export { accessDocument, policyDocument } from './document.ts';
