/** Reader of the Prometheus text format (version 0.0.4), as the BFFs' `/metrics` has it. */

/** One sample of one series. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
  /** Name and labels as they stand in the text: the same in every scrape of one process. */
  readonly series: string;
}

const line = /^(([a-zA-Z_:][\w:]*)(?:\{(.*)\})?)[ \t]+(\S+)/;
const label = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g;

/** Parses a text. Comments and lines that are no sample are skipped: a metric of another process is none of ours. */
export function parseMetrics(text: string): readonly Sample[] {
  const samples: Sample[] = [];
  for (const each of text.split('\n')) {
    const [, series, name, labels = '', value] = line.exec(each) ?? [];
    if (series === undefined || name === undefined || value === undefined) continue;
    samples.push({ name, labels: labelsOf(labels), value: numberOf(value), series });
  }
  return samples;
}

const labelsOf = (text: string): Record<string, string> =>
  Object.fromEntries([...text.matchAll(label)].map(([, name, value]) => [name!, unescaped(value!)]));

const unescaped = (text: string): string => text.replace(/\\(.)/g, (_, at: string) => (at === 'n' ? '\n' : at));

const numberOf = (text: string): number => Number(text.replace(/^([+-]?)Inf$/, '$1Infinity'));
