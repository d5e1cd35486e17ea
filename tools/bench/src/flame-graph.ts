/** A flame graph in one SVG file: callers above, what they call below, as wide as it took time. Hovering says the rest. */

import { escape } from './chart.ts';
import type { Frame } from './call-tree.ts';

const width = 1_600;
const rowHeight = 17;
const headHeight = 30;
/** Narrower than this is not drawn: a tenth of a pixel is nothing to look at. */
const minWidth = 0.3;
const characterWidth = 6.6;

/** Draws the tree. */
export function drawFlameGraph(tree: Frame, title: string): string {
  const scale = width / tree.total;
  const boxes: string[] = [];
  let deepest = 0;
  const draw = (frame: Frame, x: number, depth: number): void => {
    const wide = frame.total * scale;
    if (wide < minWidth) return;
    deepest = Math.max(deepest, depth);
    boxes.push(drawBox(frame, { x, y: headHeight + depth * rowHeight, wide, share: frame.total / tree.total }));
    let left = x;
    for (const child of frame.children.toSorted((a, b) => b.total - a.total)) {
      draw(child, left, depth + 1);
      left += child.total * scale;
    }
  };
  draw(tree, 0, 0);
  const height = headHeight + (deepest + 1) * rowHeight + 8;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="ui-monospace, monospace" font-size="11">`,
    '<style>rect { stroke: #fff; stroke-width: .5 } text { pointer-events: none } g:hover rect { stroke: #000 }</style>',
    `<rect width="${width}" height="${height}" fill="#fff"/><text x="6" y="19" font-size="14">${escape(title)}</text>`,
    ...boxes,
    '</svg>',
    '',
  ].join('\n');
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly wide: number;
  readonly share: number;
}

function drawBox({ name, place, owner, self, total }: Frame, { x, y, wide, share }: Box): string {
  const about = `${name} ${place} (${owner}): ${(share * 100).toFixed(1)} %, ${(total / 1000).toFixed(1)} ms, itself ${(self / 1000).toFixed(1)} ms`;
  const room = Math.floor((wide - 4) / characterWidth);
  const label = room < 3 ? '' : `<text x="${(x + 2).toFixed(1)}" y="${y + 12}">${escape(name.slice(0, room))}</text>`;
  return `<g><title>${escape(about)}</title><rect x="${x.toFixed(1)}" y="${y}" width="${wide.toFixed(1)}" height="${rowHeight - 1}" fill="${colour(owner)}"/>${label}</g>`;
}

/** Ours are green, Node's blue, what is no JavaScript grey; each package has a warm colour of its own. */
function colour(owner: string): string {
  if (owner.startsWith('@frontage/')) return '#8fd3a8';
  if (owner === 'node') return '#a9c8ef';
  if (owner.startsWith('(') || owner === 'native') return '#d0d4d9';
  let hash = 0;
  for (const character of owner) hash = (hash * 31 + character.charCodeAt(0)) % 50;
  return `hsl(${15 + hash} 85% 72%)`;
}
