/** Rules: each change that breaks clients. README.md says why, and rules.spec.ts has an example of each. */

export const rules = {
  'server-removed': 'An address of the API is gone.',
  'operation-removed': 'A method of a path is gone, or has moved.',
  'operation-id-changed': 'An operation has another `operationId`: generated clients call it by that.',
  'security-stronger': 'An operation asks for credentials or a scope that it did not ask for.',
  'security-scheme-changed': 'Credentials are sent in another way.',
  'parameter-removed': 'A parameter is gone: it is ignored, or refused.',
  'parameter-required': 'A parameter must be sent that need not be sent before.',
  'parameter-serialization-changed': 'A parameter is written in another way (`style`, `explode`, `content`).',
  'body-removed': 'A request body is no longer read.',
  'body-required': 'A request body must be sent that need not be sent before.',
  'input-media-type-removed': 'A media type of request bodies is no longer read.',
  'input-member-removed': 'A member of the input is gone: it is ignored, or refused.',
  'input-member-required': 'A member of the input must be sent that need not be sent before.',
  'input-closed': 'Members that the document does not name are refused.',
  'input-type-narrowed': 'A type of input is no longer taken.',
  'input-values-narrowed': 'A value of input is no longer taken.',
  'input-bounds-narrowed': 'Input is bounded more tightly.',
  'input-pattern-changed': 'Input must have another pattern or format.',
  'input-default-changed': 'Leaving a member or parameter out means something else.',
  'status-removed': 'A status is gone: one of success, or a refusal (4xx) that clients act on.',
  'output-media-type-removed': 'A media type of answers is gone.',
  'header-removed': 'A header of answers is gone, or no longer certain.',
  'link-removed': 'A link of an answer is gone.',
  'output-member-removed': 'A member of answers is gone, or renamed.',
  'output-member-optional': 'A member that was always there may be missing.',
  'output-type-widened': 'Answers may have another type.',
  'output-values-widened': 'A closed list of values in answers has a new one (`x-extensible-enum` marks open lists).',
  'output-bounds-widened': 'Answers may be longer, larger or more than was said.',
  'output-pattern-changed': 'Answers may have another pattern or format.',
  'keyword-changed': 'A keyword of a schema changed that this comparison does not understand.',
  'webhook-removed': 'An event is no longer sent.',
  'webhook-answer-removed': 'An answer of a receiver no longer counts as it did.',
  'limit-lowered': 'Fewer requests or bytes are allowed than before.',
} as const satisfies Readonly<Record<string, string>>;

export type OpenapiRule = keyof typeof rules;

/** Rules of GraphQL: each change of a schema that breaks an operation of the manifest. */
export const graphqlRules = {
  'operation-invalid':
    'An operation is not valid any more: what it asks for is gone, or must be asked for in another way.',
  'field-nullable': 'A selected field may be null, or a list that it has may hold null.',
  'field-type-changed': 'A selected field has another type.',
  'enum-value-removed': 'A selected field never has a value any more that clients wait for.',
  'possible-type-removed': 'A selected field never has an object of a type any more that clients wait for.',
  'variable-type-changed': 'A variable has a member of another type.',
  'variable-field-removed': 'A member of a variable is gone: a request that has it is refused.',
  'variable-field-required': 'A member of a variable must be sent that need not be sent before.',
  'variable-value-removed': 'A value of an enum in variables is no longer taken.',
} as const satisfies Readonly<Record<string, string>>;

/** Warnings of GraphQL: what clients notice, and are to be ready for. */
export const graphqlWarnings = {
  'enum-value-added': 'A selected field may have a new value.',
  'possible-type-added': 'A selected field may have objects of another type.',
  'default-changed': 'Leaving an argument or a member out means something else.',
} as const satisfies Readonly<Record<string, string>>;

export type GraphqlRule = keyof typeof graphqlRules | keyof typeof graphqlWarnings;

/** Rules that break clients, of both kinds of API. */
export type BreakingRule = OpenapiRule | keyof typeof graphqlRules;

export type Rule = BreakingRule | GraphqlRule;

/** Asks whether a change is a warning: clients notice it, and it does not break them. */
export const isWarning = ({ rule }: Change): boolean => Object.hasOwn(graphqlWarnings, rule);

/** Change that clients notice. */
export interface Change {
  readonly rule: Rule;
  /** Place in the API: `POST /v2/orders body.lines[].quantity`. */
  readonly at: string;
  /** Sentence on what was, and what is. */
  readonly detail: string;
}
