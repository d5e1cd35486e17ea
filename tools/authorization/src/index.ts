/** Who may do what, over all BFFs. */
export { authorizationDocument } from './document.ts';
