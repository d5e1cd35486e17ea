/** Filters of a search: each value with the number of products that it would leave. */

import { useId, type ReactElement } from 'react';
import { Link } from 'react-router';
import { formatMoney } from '../../parts/money/money.ts';
import type { SearchQuery } from './search.documents.ts';
import { attributeParameter, changed, isFiltered, toggled, withoutFilters } from './search.view.ts';
import css from './search.module.css';

type Facets = NonNullable<SearchQuery['search']>['facets'];

export interface FiltersProps {
  readonly facets: Facets;
  /** Address of the search. */
  readonly params: URLSearchParams;
  readonly onChange: (next: URLSearchParams) => void;
}

export function Filters({ facets, params, onChange }: FiltersProps): ReactElement {
  const toggle = (name: string) => (value: string) => onChange(toggled(params, name, value));
  const priceOf = ({ min, max }: Facets['prices'][number]) => ({
    min: String(min.amount),
    max: max === null ? null : String(max.amount),
    in: min.currency === 'EUR' ? null : min.currency,
  });
  return (
    <form aria-label="Filters" className={css['filters']} onSubmit={(event) => event.preventDefault()}>
      {isFiltered(params) && (
        <p>
          <Link to={`/search?${withoutFilters(params)}`}>Remove all filters</Link>
        </p>
      )}
      <Choice
        title="Category"
        options={facets.categories.map(({ categoryId, category, count }) => ({
          value: categoryId,
          name: category?.name ?? categoryId,
          count,
        }))}
        isChosen={(value) => params.get('category') === value}
        onToggle={(value) => onChange(changed(params, { category: params.get('category') === value ? null : value }))}
      />
      <Choice
        title="Price"
        options={facets.prices.map((range) => ({
          value: `${range.min.amount}`,
          name:
            range.max === null
              ? `from ${formatMoney(range.min)}`
              : `${formatMoney(range.min)} to ${formatMoney({ ...range.min, amount: range.max.amount })}`,
          count: range.count,
        }))}
        isChosen={(value) => params.get('min') === value}
        onToggle={(value) => {
          const range = facets.prices.find(({ min }) => String(min.amount) === value)!;
          onChange(changed(params, params.get('min') === value ? { min: null, max: null, in: null } : priceOf(range)));
        }}
      />
      <Choice
        title="Rating"
        options={facets.ratings.map(({ minRating, count }) => ({
          value: String(minRating),
          name: minRating === 1 ? '1 star or more' : `${minRating} stars or more`,
          count,
        }))}
        isChosen={(value) => params.get('rating') === value}
        onToggle={(value) => onChange(changed(params, { rating: params.get('rating') === value ? null : value }))}
      />
      <Choice
        title="Stock"
        options={[{ value: 'true', name: 'In stock', count: facets.inStock }]}
        isChosen={() => params.get('inStock') === 'true'}
        onToggle={() => onChange(changed(params, { inStock: params.get('inStock') === 'true' ? null : 'true' }))}
      />
      <Choice
        title="Brand"
        options={facets.brands.map(({ brand, count }) => ({ value: brand, name: brand, count }))}
        isChosen={(value) => params.has('brand', value)}
        onToggle={toggle('brand')}
      />
      {facets.attributes.map(({ name, values }) => (
        <Choice
          key={name}
          title={name}
          options={values.map(({ value, count }) => ({ value, name: value, count }))}
          isChosen={(value) => params.has(attributeParameter(name), value)}
          onToggle={toggle(attributeParameter(name))}
        />
      ))}
    </form>
  );
}

interface ChoiceProps {
  readonly title: string;
  readonly options: readonly { readonly value: string; readonly name: string; readonly count: number }[];
  readonly isChosen: (value: string) => boolean;
  readonly onToggle: (value: string) => void;
}

/** Values of one filter. */
function Choice({ title, options, isChosen, onToggle }: ChoiceProps): ReactElement | null {
  const id = useId();
  if (options.length === 0) return null;
  return (
    <fieldset className={css['choice']}>
      <legend>{title}</legend>
      <ul className={css['options']}>
        {options.map(({ value, name, count }) => (
          <li key={value}>
            <input type="checkbox" id={`${id}${value}`} checked={isChosen(value)} onChange={() => onToggle(value)} />
            <label htmlFor={`${id}${value}`}>
              {name} <small>({count})</small>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
