/** Session of the visit, as pages know it: who is logged in, and the way to a login and back. Tokens stay in web-bff. */

import { createDrafts } from './drafts.ts';
import { VisitDocument } from './frame/frame.documents.ts';
import { client } from './graphql/apollo.ts';
import { createSessionMemory, sessionChange } from './session-memory.ts';
import { ownStorage, sharedStorage } from './storage.ts';

const memory = createSessionMemory(sharedStorage, ownStorage);
/** Drafts of forms, for the time of a login that leads back. */
export const drafts = createDrafts(ownStorage, Date.now);

/** Tells the other tabs that somebody has logged in or out here. They look themselves: nothing is believed. */
const tabs = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('frontage.session');

/** Most looks for the end of a session, and the time between two of them, in milliseconds. */
const [looks, lookMs] = [10, 1_000];

/** Person for whom pages are drawn; null for a visitor, undefined while no page has told. */
let shownFor: string | null | undefined;

/** Longest time for which a page is taken to be on its way to the identity provider, in milliseconds: whoever stops it there has the page back. */
const leavingMs = 10_000;

/** End of that time, of a page that is leaving. Until then nothing draws it anew: a reload would take the place of the way. */
let leavesUntil = -Infinity;

const isLeaving = (): boolean => performance.now() < leavesUntil;
const setLeaving = (): void => void (leavesUntil = performance.now() + leavingMs);

/** Address of a login that leads back to a place of the shop. Silent for whoever is still known to the identity provider. */
export const loginUrl = (returnTo: string): string => `/auth/login?returnTo=${encodeURIComponent(returnTo)}`;

/** Place where the visitor is, for `loginUrl`. */
export const here = (): string => globalThis.location.pathname + globalThis.location.search;

/**
 * Begins a login that leads back here, for somebody whose session has ended: without a word, where the identity provider still knows them. False
 * for visitors, and when it was tried just now: pages then show the way to the login.
 */
export function logInAgain(): boolean {
  if (!memory.tryOnce()) return false;
  setLeaving();
  globalThis.location.assign(loginUrl(here()));
  return true;
}

/** Ends the session: a navigation, at the end of which every page is a visitor's. */
export async function logOut(): Promise<void> {
  if (isLeaving()) return;
  setLeaving();
  const session = await readSession();
  // A logout that cannot be is told: the page of web-bff says why, and has the way.
  if (session === undefined) return globalThis.location.assign('/auth/logout');
  memory.forget();
  drafts.leaveTo(null);
  tabs?.postMessage('look');
  globalThis.location.assign(session?.logoutUrl ?? '/');
}

/** Notes for whom a page was drawn. A page of somebody else is drawn anew, from nothing: no answer of theirs stays in the cache. */
export function noteViewer(id: string | null): void {
  if (isLeaving()) return;
  const before = shownFor;
  shownFor = id;
  // A session that has ended by itself is about to begin again.
  if (id !== null || !memory.isRemembered()) drafts.leaveTo(id);
  if (before !== undefined && before !== null && before !== id) return globalThis.location.reload();
  const isNews = id === null ? before === undefined && !memory.isRemembered() : memory.remember();
  if (isNews) tabs?.postMessage('look');
}

/**
 * Looks after the session: when the page comes out of the browser's cache of pages, or into view, and when another tab has news. A logout
 * elsewhere draws the page anew; a login elsewhere reads its data again, and leaves alone what was typed. Returns what ends it.
 */
export function watchSession(): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  const look = (): void => void lookAtSession();
  const lookAfterReturn = (): void => {
    leavesUntil = -Infinity;
    look();
  };
  globalThis.addEventListener('pageshow', ({ persisted }) => persisted && lookAfterReturn(), { signal });
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && look(), { signal });
  tabs?.addEventListener('message', () => void lookUntilSettled(), { signal });
  return () => ending.abort();
}

/** Looks for the end of a session that another tab is leaving: its navigation takes a moment, and may end at the identity provider. */
async function lookUntilSettled(): Promise<void> {
  for (let look = 0; look < looks; look += 1) {
    await lookAtSession();
    if (shownFor === null || memory.isRemembered()) return;
    await new Promise((resolve) => setTimeout(resolve, lookMs));
  }
}

async function lookAtSession(): Promise<void> {
  const before = shownFor;
  // For visitors there is nothing to look at, unless somebody has logged in elsewhere.
  if (before === null && !memory.isRemembered()) return;
  const session = await readSession();
  // Answers that come too late, or say nothing, change nothing.
  if (isLeaving() || session === undefined || before === undefined || shownFor !== before) return;
  switch (sessionChange(before, session?.sub ?? null, memory.isRemembered())) {
    case 'login':
      // The frame is told even where no page has data: then the page of failures tries again.
      await client.query({ query: VisitDocument, fetchPolicy: 'network-only' }).catch(() => undefined);
      return void client.refetchQueries({ include: 'active' });
    case 'logout':
    case 'other person':
      return globalThis.location.reload();
    case 'expiry':
    case 'none':
    // A page that is only looked at stays: the next request logs in again.
  }
}

interface Session {
  readonly sub: string;
  readonly logoutUrl: string;
}

/** Session as web-bff knows it, without prolonging it; null when there is none, undefined when nobody can say. */
async function readSession(): Promise<Session | null | undefined> {
  try {
    const answer = await fetch('/auth/session?slide=false', { headers: { 'X-CSRF': '1' } });
    if (answer.ok) return (await answer.json()) as Session;
    return answer.status === 401 ? null : undefined;
  } catch {
    return undefined;
  }
}
