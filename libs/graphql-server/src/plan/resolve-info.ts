import type { GraphQLResolveInfo } from 'graphql';
import type { Parent, Site } from './run.ts';

/** `info` of a resolver, or of a type's resolver, computed on demand, since hardly any uses it. */
export class ResolveInfo implements GraphQLResolveInfo {
  readonly #planned: Site;
  readonly #parent: Parent;

  constructor(planned: Site, parent: Parent) {
    this.#planned = planned;
    this.#parent = parent;
  }

  get fieldName() {
    return this.#planned.field.name;
  }
  get fieldNodes() {
    return this.#planned.nodes;
  }
  get returnType() {
    return this.#planned.field.type;
  }
  get parentType() {
    return this.#planned.parentType;
  }
  get path() {
    const { name, parentType } = this.#planned;
    return { prev: toPath(this.#parent), key: name, typename: parentType.name };
  }
  get schema() {
    return this.#parent.run.plan.schema;
  }
  get fragments() {
    return this.#parent.run.plan.fragments;
  }
  get rootValue() {
    return this.#parent.run.root;
  }
  get operation() {
    return this.#parent.run.plan.operation;
  }
  get variableValues() {
    return this.#parent.run.variables;
  }
}

type Path = GraphQLResolveInfo['path'];

const toPath = ({ parent, key, typename }: Parent): Path | undefined =>
  parent && { prev: toPath(parent), key, typename };
