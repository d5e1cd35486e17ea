import type { GraphQLResolveInfo } from 'graphql';
import type { Parent, PlannedField } from './run.ts';

/** `info` of a resolver, computed on demand, since hardly any resolver uses it. */
export class ResolveInfo implements GraphQLResolveInfo {
  readonly #planned: PlannedField;
  readonly #parent: Parent;

  constructor(planned: PlannedField, parent: Parent) {
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
