/** What the browser asks for: the representative operations of apps/web-bff/operations.graphql. */

import { createBrowser } from '@frontage/auth/fake';
import {
  buildSchema,
  Kind,
  OperationTypeNode,
  parse,
  print,
  separateOperations,
  type DocumentNode,
  type GraphQLObjectType,
} from 'graphql';
import { readFileSync } from 'node:fs';
import type { ServiceName } from '@frontage/seed';
import { readGraphql, timed } from '../answer.ts';
import type { Bff } from '../house.ts';
import type { Effect, Operation } from '../operation.ts';
import { product, type Scene } from '../scene.ts';
import { loadApp, root } from '../tree.ts';
import { aCheckout, aMove, aPut, aRemoval } from './writes.ts';

const ada = { kind: 'customer', id: 'ada' } as const;
const who = ada.id;

/** What graphql-server gives an operation where its BFF says nothing else. */
const budgetsMs = { query: 2_000, mutation: 5_000, subscription: 2_000 };

interface WebScenario {
  /** Default: a visitor. */
  readonly who?: string;
  readonly requires: readonly ServiceName[];
  /** Default: no variables. */
  readonly prepare?: (scene: Scene) => Promise<{ readonly variables?: object; readonly effect?: Effect }>;
}

/** By name of the operation. */
const scenarios: Readonly<Record<string, WebScenario>> = {
  Home: { requires: ['catalog'] },
  ProductGrid: { requires: ['catalog'], prepare: async () => ({ variables: { category: 'desk-lamps' } }) },
  ProductPage: { requires: ['catalog'], prepare: async () => ({ variables: { id: product } }) },
  Categories: { requires: ['catalog'] },
  Viewer: { who, requires: [] },
  Cart: {
    who,
    requires: ['customers'],
    prepare: async (scene) => {
      await scene.fillCart(who, 2);
      return {};
    },
  },
  Orders: { who, requires: ['orders'] },
  Order: {
    who,
    requires: ['orders'],
    prepare: async (scene) => ({ variables: { id: (await scene.pastOrder(ada)).id } }),
  },
  PutCartItem: {
    who,
    requires: ['catalog', 'customers'],
    prepare: async (scene) => {
      const { effect, ...variables } = await aPut(scene, who);
      return { variables, effect };
    },
  },
  RemoveCartItem: {
    who,
    requires: ['customers'],
    prepare: async (scene) => {
      const { effect, ...variables } = await aRemoval(scene, who);
      return { variables, effect };
    },
  },
  Checkout: {
    who,
    requires: ['pricing', 'inventory', 'customers', 'orders'],
    prepare: async (scene) => {
      const { effect, ...variables } = await aCheckout(scene, who);
      return { variables, effect };
    },
  },
  PayOrder: {
    who,
    requires: ['inventory', 'orders'],
    prepare: async (scene) => {
      const { effect, ...variables } = await aMove(scene, ada, 'PAID');
      return { variables, effect };
    },
  },
  CancelOrder: {
    who,
    requires: ['orders'],
    prepare: async (scene) => {
      const { effect, ...variables } = await aMove(scene, ada, 'CANCELLED');
      return { variables, effect };
    },
  },
};

const fileOf = (name: string): string => readFileSync(new URL(`apps/web-bff/${name}`, root), 'utf8');

/** The representative operations, each a document of its own, by name. */
export const webDocuments = (): Readonly<Record<string, DocumentNode>> =>
  separateOperations(parse(fileOf('operations.graphql')));

/** The web BFF's schema as it is checked in. */
export const webSchema = () => buildSchema(fileOf('schema.graphql'));

/** The root type of a representative operation, by its whole name (`query Home`). */
export const webRootType = (name: string): GraphQLObjectType =>
  webSchema().getRootType(name.split(' ')[0] as OperationTypeNode)!;

/** Root fields of the schema that no representative operation asks for. */
export function unaskedRootFields(): readonly string[] {
  const schema = webSchema();
  const asked = new Set(
    Object.values(webDocuments()).flatMap((document) => {
      const { operation, selectionSet } = operationOf(document);
      const type = schema.getRootType(operation)!.name;
      return selectionSet.selections.map((field) => field.kind === Kind.FIELD && `${type}.${field.name.value}`);
    }),
  );
  return Object.values(OperationTypeNode)
    .flatMap((operation) => schema.getRootType(operation) ?? [])
    .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`))
    .filter((name) => !asked.has(name));
}

/** The one operation of a document. */
export const operationOf = (document: DocumentNode) =>
  document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION)!;

/** The web BFF. Throws when an operation has no scenario. */
export async function webBff(): Promise<Bff> {
  const name = 'web-bff';
  const operations = Object.entries(webDocuments()).map(([title, document]): Operation => {
    const scenario = scenarios[title];
    if (!scenario) throw new Error(`the operation ${title} has no scenario here`);
    const { operation } = operationOf(document);
    const query = print(document);
    return {
      name: `${operation} ${title}`,
      who: scenario.who,
      budgetMs: budgetsMs[operation],
      budgetCalls: undefined,
      requires: scenario.requires,
      prepare: async (scene) => {
        const { variables = {}, effect } = (await scenario.prepare?.(scene)) ?? {};
        const ask = { method: 'POST', path: '/graphql', body: { operationName: title, query, variables } };
        return { ask, ...(effect && { effect }) };
      },
    };
  });
  return {
    name,
    app: await loadApp(name),
    operations,
    enter: async (origin, person) => {
      const browser = createBrowser(origin);
      if (person !== undefined) await browser.login(person);
      return ({ path, body, headers = {} }) => timed(() => browser.post(path, body, { headers }), readGraphql);
    },
  };
}
