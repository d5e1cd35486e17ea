/** Finds the forms of a page and what a browser would send with each. As much HTML as plain login pages use, and no more. */

export interface HtmlForm {
  readonly action: URL;
  readonly method: 'GET' | 'POST';
  /** Values of the page, hidden ones included; without unticked boxes and buttons. */
  readonly fields: ReadonlyMap<string, string>;
}

/** The forms of a page that was read from `url`. */
export function formsOf(html: string, url: URL): readonly HtmlForm[] {
  const visible = html.replace(/<!--[\s\S]*?-->|<script\b[\s\S]*?<\/script\s*>/gi, '');
  return [...visible.matchAll(/<form\b([^>]*)>([\s\S]*?)(?:<\/form\s*>|$)/gi)].map(([, tag = '', body = '']) => {
    const attributes = attributesOf(tag);
    return {
      action: new URL(attributes.get('action') || url.href, url),
      method: attributes.get('method')?.toUpperCase() === 'POST' ? 'POST' : 'GET',
      fields: new Map(
        [...body.matchAll(/<input\b([^>]*)>/gi)].flatMap(([, input = '']) => fieldOf(attributesOf(input))),
      ),
    };
  });
}

function fieldOf(attributes: ReadonlyMap<string, string>): [string, string][] {
  const name = attributes.get('name');
  const type = attributes.get('type')?.toLowerCase() ?? 'text';
  if (!name || attributes.has('disabled')) return [];
  if (['submit', 'button', 'image', 'reset', 'file'].includes(type)) return [];
  if (['checkbox', 'radio'].includes(type))
    return attributes.has('checked') ? [[name, attributes.get('value') ?? 'on']] : [];
  return [[name, attributes.get('value') ?? '']];
}

function attributesOf(tag: string): ReadonlyMap<string, string> {
  const pattern = /([^\s"'=<>/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;
  return new Map(
    [...tag.matchAll(pattern)].map(([, name = '', double, single, bare]) => [
      name.toLowerCase(),
      decode(double ?? single ?? bare ?? ''),
    ]),
  );
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const decode = (text: string): string =>
  text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name) return entities[name.toLowerCase()] ?? whole;
      const point = hex ? Number.parseInt(hex, 16) : Number(decimal);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
