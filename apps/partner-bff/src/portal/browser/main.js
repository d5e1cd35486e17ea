/**
 * Portal: one page, whose views follow the links that a key is given. The key is in memory, and is forgotten with the page.
 *
 * @import { Api, Entry, Portal, View } from './resources.ts'
 * @import { Problem } from './problem.js'
 */

import { createApi } from './api.js';
import { deliveriesView } from './deliveries.js';
import { closeDialogs } from './dialog.js';
import { button, byId, element, focusAgain, wait } from './dom.js';
import { hrefOf } from './hal.js';
import { keysView } from './keys.js';
import { loginView } from './login.js';
import { overviewView } from './overview.js';
import { hashOf, placeOf, places } from './place.js';
import { adviceOn } from './problem.js';
import { badge, duration, problemNotice, problemOf } from './shown.js';
import { usageView } from './usage.js';
import { webhooksView } from './webhooks.js';

/** Time without a key press or a click after which the key is forgotten, in milliseconds. */
const idleMs = 15 * 60_000;

const { entry: entryHref = '/', events = '' } = document.body.dataset;
const content = byId('content');
const status = byId('status');

/**
 * Session with a key.
 *
 * @typedef {object} Session
 * @property {Api} api
 * @property {Entry} entry
 * @property {AbortController} end
 */

/** @type {Session | undefined} */
let session;
/** End of the view that is shown. */
let turn = new AbortController();

/**
 * Tells of something. Behind an open dialog nothing is heard, so that it is told within it, too.
 *
 * @param {string} text
 */
function say(text) {
  status.textContent = text;
  const inDialog = document.querySelector('dialog[open] > [role=status]');
  if (inDialog) inDialog.textContent = text;
}

/**
 * Opens a session with a key. Throws the Problem of a key that is refused; an earlier session then stays.
 *
 * @param {string} key
 */
async function enter(key) {
  const end = new AbortController();
  let isOpen = false;
  const api = createApi({
    key,
    fetch: globalThis.fetch.bind(globalThis),
    signal: end.signal,
    wait,
    onWait: ({ message }, seconds) => say(`${message} The request is sent again in ${duration(seconds)}.`),
    onKeyRefused: (problem) => {
      if (isOpen) leave(reasonOf(problem));
    },
    onDegraded: (parts) => say(`Some parts are missing or old for now: ${parts.join(', ')}.`),
  });
  /** @type {{ body: Entry }} */
  const { body: entry } = await api.get(entryHref);
  session?.end.abort();
  session = { api, entry, end };
  isOpen = true;
}

/**
 * @param {Problem} problem
 */
const reasonOf = (problem) => `You are logged out. ${problem.message} ${adviceOn(problem)}`.trim();

/**
 * Ends the session, and asks for a key.
 *
 * @param {string} reason
 */
function leave(reason) {
  session?.end.abort();
  session = undefined;
  closeDialogs();
  say('');
  void show({ reason, isNew: true });
}

/**
 * Draws the view of the place that the address names, or the login.
 *
 * @param {{ readonly reason?: string, readonly isNew?: boolean }} [options] `isNew`: the focus goes to the heading.
 */
async function show({ reason = '', isNew = false } = {}) {
  turn.abort();
  turn = new AbortController();
  const { signal } = turn;
  content.setAttribute('aria-busy', 'true');
  try {
    const view = session ? await viewOf(session, signal) : loginView({ reason, enter: enterAndShow });
    if (!signal.aborted) draw(view, isNew);
  } catch (error) {
    if (!signal.aborted) draw(failedView(error), true);
  }
}

/**
 * @param {string} key
 */
async function enterAndShow(key) {
  await enter(key);
  await show({ isNew: true });
}

/**
 * @param {Session} current
 * @param {AbortSignal} signal
 * @returns {Promise<View>}
 */
async function viewOf({ api, entry }, signal) {
  const place = placeOf(location.hash);
  /** @type {Portal} */
  const portal = {
    api,
    entry,
    signal,
    eventFilters: events.split(' '),
    say,
    show: () => void show(),
    switchKey: enterAndShow,
    leave,
  };
  const { relation } =
    places.find(({ name }) => name === (place.name === 'deliveries' ? 'webhooks' : place.name)) ?? {};
  // A place that this key is not led to.
  if (relation === undefined || hrefOf(entry, relation) === undefined) return overviewView(portal);
  if (place.name === 'deliveries') return deliveriesView(portal, place.endpoint);
  const views = { overview: overviewView, usage: usageView, keys: keysView, webhooks: webhooksView };
  return views[place.name](portal);
}

/**
 * @param {unknown} error
 * @returns {View}
 */
const failedView = (error) => ({
  title: 'This cannot be shown',
  content: [problemNotice(problemOf(error)), button('Try again', () => show({ isNew: true }), { isQuiet: false })],
});

/**
 * @param {View} view
 * @param {boolean} isNew
 */
function draw({ title, content: nodes }, isNew) {
  const { key } = document.activeElement instanceof HTMLElement ? document.activeElement.dataset : {};
  const heading = element('h1', { tabindex: -1 }, title);
  content.removeAttribute('aria-busy');
  content.replaceChildren(heading, ...nodes);
  document.title = `${title} · Portal · Frontage for partners`;
  drawAccount();
  if (document.querySelector('dialog[open]')) return;
  /** @type {HTMLElement | null} */
  const input = content.querySelector('input[type=password]');
  if (isNew) (input ?? heading).focus();
  else if (key !== undefined) focusAgain(key);
}

/** Draws who is logged in, in which mode, and the places that this key is led to. */
function drawAccount() {
  const [account, navigation] = [byId('account'), byId('places')];
  navigation.hidden = session === undefined;
  if (!session) {
    account.replaceChildren();
    navigation.replaceChildren();
    return;
  }
  const { entry } = session;
  const here = placeOf(location.hash);
  const current = here.name === 'deliveries' ? 'webhooks' : here.name;
  account.replaceChildren(
    badge(entry.mode === 'test' ? 'Test mode' : 'Live mode', entry.mode === 'test' ? 'warn' : 'good'),
    element('span', {}, entry.partner),
    button('Log out', () => leave('You have logged out.')),
  );
  navigation.replaceChildren(
    element(
      'ul',
      { class: 'plain row' },
      ...places
        .filter(({ relation }) => hrefOf(entry, relation) !== undefined)
        .map(({ name, title }) =>
          element(
            'li',
            {},
            element('a', { href: hashOf({ name }), 'aria-current': name === current ? 'page' : undefined }, title),
          ),
        ),
    ),
  );
}

/** Forgets the key of somebody who has gone away. */
function watchIdleness() {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const restart = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (session) leave(`You are logged out, as nothing was done for ${duration(idleMs / 1_000)}.`);
    }, idleMs);
  };
  for (const event of ['keydown', 'pointerdown']) addEventListener(event, restart, { passive: true });
  restart();
}

document.querySelector('.skip')?.addEventListener('click', (event) => {
  // The fragment is the place: it must stay.
  event.preventDefault();
  content.focus();
});
addEventListener('hashchange', () => {
  say('');
  void show({ isNew: true });
});
// A page that the browser keeps for the button Back has no key.
addEventListener('pagehide', () => {
  if (session) leave('You are logged out, as the page was left.');
});
watchIdleness();
void show();
