/** Fills the house page with what `GET /house/status` says, and presses its switches. What is shown is what was answered, never a guess. */

const { document, setTimeout, clearTimeout } = globalThis;
const everyMs = 2_000;
const byId = (id) => document.getElementById(id);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

const tones = { up: 'good', well: 'good', down: 'bad', open: 'bad' };
const words = {
  up: 'up',
  down: 'down',
  well: 'well',
  slow: 'slow',
  errors: 'errors',
  'hang-up': 'hangs up',
  other: 'faulty',
};

/** Sets text only where it differs: selections survive, and screen readers have nothing to repeat. */
function say(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}

function badge(text, tone) {
  const element = document.createElement('span');
  element.className = `badge ${tone}`;
  element.textContent = text;
  return element;
}

/** Replaces the content of a cell by badges, if they differ. */
function sayBadges(cell, badges, otherwise) {
  const text = badges.map(([each]) => each).join('|') || otherwise;
  if (!cell || cell.dataset.shown === text) return;
  cell.dataset.shown = text;
  cell.replaceChildren(
    ...(badges.length > 0 ? badges.flatMap(([each, tone]) => [badge(each, tone), ' ']) : [otherwise]),
  );
}

function showBff(row, { name, state, reading }) {
  const cell = (of) => row.querySelector(`[data-cell="${of}"]`);
  sayBadges(cell('state'), [[words[state], tones[state]]]);
  for (const of of ['requests', 'refusals', 'errors']) say(cell(of), reading ? String(reading[of]) : '–');
  cell('errors').classList.toggle('error', (reading?.errors ?? 0) > 0);
  say(cell('p95Ms'), reading?.p95Ms == null ? '–' : `${Math.ceil(reading.p95Ms)} ms`);
  for (const of of ['degraded', 'stale'])
    sayBadges(
      cell(of),
      (reading?.[of] ?? []).map(({ part, count }) => [`${part} ${count}×`, 'warn']),
      '–',
    );
  for (const td of all(`[data-by="${name}"]`)) showCalls(td, reading);
}

function showCalls(td, reading) {
  const service = td.dataset.calls;
  const { calls = 0, failed = 0 } = reading?.calls[service] ?? {};
  const circuits = (reading?.circuits ?? []).filter((each) => each.service === service);
  const said = [
    ...(calls > 0
      ? [
          [
            `${calls} ${calls === 1 ? 'call' : 'calls'}${failed > 0 ? `, ${failed} failed` : ''}`,
            failed > 0 ? 'warn' : '',
          ],
        ]
      : []),
    ...circuits.map(({ operation, state }) => [`${operation} ${state}`, state === 'open' ? 'bad' : 'warn']),
  ];
  sayBadges(td, said, '–');
}

function showService(card, { condition, words: text }) {
  const shown = card.querySelector('[data-cell="condition"]');
  say(shown, words[condition] ?? condition);
  shown.className = `badge ${tones[condition] ?? 'warn'}`;
  say(card.querySelector('[data-cell="words"]'), text);
  for (const button of all('[data-condition]', card))
    button.setAttribute('aria-pressed', String(button.dataset.condition === condition));
}

let before;

/** Changes since the last status, in a sentence each: for those who cannot see them. */
function newsOf({ bffs, services }) {
  if (!before) return [];
  const past = (list, name) => list.find((each) => each.name === name);
  return [
    ...bffs
      .filter(({ name, state }) => past(before.bffs, name)?.state !== state)
      .map(({ name, state }) => `${name} is ${state}.`),
    ...services
      .filter(({ name, condition, words: text }) => {
        const known = past(before.services, name);
        return known?.condition !== condition || known.words !== text;
      })
      .map(({ name, words: text }) => `${name} ${text}.`),
  ];
}

function show(status) {
  for (const bff of status.bffs) {
    const row = document.querySelector(`[data-bff="${bff.name}"]`);
    if (row) showBff(row, bff);
  }
  for (const service of status.services) {
    const card = document.querySelector(`[data-service="${service.name}"]`);
    if (card) showService(card, service);
  }
  const news = newsOf(status);
  if (news.length > 0) say(byId('news'), news.join(' '));
  before = status;
  const windows = status.bffs.map(({ reading }) => reading?.windowS ?? 60);
  const short = Math.min(60, ...windows);
  say(
    byId('as-of'),
    `As of ${new Date(status.at).toLocaleTimeString()}${short < 50 ? `; counted for ${short} seconds so far` : ''}.`,
  );
}

/** Troubles by their origin: a status that can be read again says nothing of a switch that failed. */
const troubles = new Map();

function complain(about, text) {
  if (text === undefined) troubles.delete(about);
  else troubles.set(about, text);
  const trouble = byId('trouble');
  trouble.hidden = troubles.size === 0;
  say(trouble, [...troubles.values()].join(' '));
}

async function request(path, options) {
  const answer = await fetch(path, { ...options, signal: AbortSignal.timeout(8_000) });
  if (!answer.ok) throw new Error(`${path} answered with ${answer.status}`);
  return answer.json();
}

let timer;
let turn = 0;

/** Asks for the status and shows it. Of two that overlap, the one that was asked later counts. */
async function refresh() {
  clearTimeout(timer);
  const mine = ++turn;
  try {
    const status = await request('/house/status');
    if (mine !== turn) return;
    show(status);
    complain('status');
  } catch (error) {
    if (mine !== turn) return;
    complain('status', `Nothing below is current: ${error.message}. Is npm start still running?`);
  }
  if (!document.hidden) timer = setTimeout(refresh, everyMs);
}

async function press(path, options) {
  try {
    await request(path, options);
  } catch (error) {
    return complain('switch', `The switch had no effect: ${error.message}.`);
  }
  complain('switch');
  await refresh();
}

async function copy(button) {
  const label = button.firstChild;
  try {
    await globalThis.navigator.clipboard.writeText(button.dataset.copy);
    label.nodeValue = 'Copied';
    say(byId('news'), 'Copied.');
  } catch {
    label.nodeValue = 'Not allowed';
  }
  setTimeout(() => (label.nodeValue = 'Copy'), 2_000);
}

document.addEventListener('click', ({ target }) => {
  const button = target.closest('button');
  if (!button) return;
  const { condition, faults } = button.dataset;
  if (condition !== undefined) {
    const path = `/faults/${button.closest('[data-service]').dataset.service}`;
    if (faults === undefined) void press(path, { method: 'DELETE' });
    else void press(path, { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: faults });
  } else if (button.id === 'clear-all') void press('/faults', { method: 'DELETE' });
  else if (button.dataset.copy !== undefined) void copy(button);
});
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) void refresh();
});
await refresh();
