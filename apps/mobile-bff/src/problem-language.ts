/**
 * Language of problem documents, by `Accept-Language` (RFC 9110 §12.5.4): English and German. They are the only texts of this BFF's own; those
 * of the catalogue and of reviews are in one language.
 */

import { failureTable, toProblem, type Failure, type FailureCode } from '@frontage/errors';
import type { FailureFormat } from '@frontage/http-server';
import { problemFormat } from '@frontage/http-server/stages';
import { contextOf, headerOf, negotiateLanguage } from '@frontage/http-server/context';
import type { RequestHandler } from 'express';
import { z } from 'zod';

/** Languages, the first of which is for whoever accepts none of them. */
const languages = ['en', 'de'] as const;
type Language = (typeof languages)[number];

/** Texts of one language. */
interface Texts {
  readonly titles: Readonly<Record<FailureCode, string>>;
  /** Details by reason: those that the app shows to its people. Others are for developers, and English. */
  readonly details: Readonly<Record<string, string>>;
}

const german: Texts = {
  titles: {
    MALFORMED_REQUEST: 'Die Anfrage war nicht lesbar',
    INVALID_INPUT: 'Die Eingabe ist ungültig',
    UNAUTHENTICATED: 'Eine Anmeldung ist nötig',
    FORBIDDEN: 'Das ist nicht erlaubt',
    NOT_FOUND: 'Das gibt es hier nicht',
    METHOD_NOT_ALLOWED: 'Diese Methode ist hier nicht erlaubt',
    NOT_ACCEPTABLE: 'Keine annehmbare Darstellung ist vorhanden',
    REQUEST_TIMEOUT: 'Die Anfrage kam nicht rechtzeitig an',
    CONFLICT: 'Der jetzige Zustand lässt das nicht zu',
    GONE: 'Das gibt es nicht mehr',
    PRECONDITION_FAILED: 'Eine Vorbedingung ist nicht erfüllt',
    PAYLOAD_TOO_LARGE: 'Der Inhalt der Anfrage ist zu groß',
    UNSUPPORTED_MEDIA_TYPE: 'Dieser Medientyp wird nicht unterstützt',
    EXPECTATION_FAILED: 'Die Erwartung kann nicht erfüllt werden',
    UNPROCESSABLE: 'Die Anfrage kann nicht verarbeitet werden',
    UPGRADE_REQUIRED: 'Diese Version der App wird nicht mehr unterstützt',
    PRECONDITION_REQUIRED: 'Eine Vorbedingung ist nötig',
    RATE_LIMITED: 'Zu viele Anfragen',
    HEADERS_TOO_LARGE: 'Die Kopfzeilen der Anfrage sind zu groß',
    CANCELLED: 'Die Anfrage wurde abgebrochen',
    INTERNAL: 'Etwas ist schiefgegangen',
    UPSTREAM_INVALID: 'Ein Dienst hat eine ungültige Antwort gegeben',
    UPSTREAM_REJECTED: 'Ein Dienst hat den Aufruf abgelehnt',
    UPSTREAM_FAILED: 'Ein Dienst ist ausgefallen',
    UNAVAILABLE: 'Der Dienst ist nicht verfügbar',
    OVERLOADED: 'Der Dienst ist überlastet',
    DEADLINE_EXCEEDED: 'Die Antwort hat zu lange gedauert',
  },
  details: {
    APP_TOO_OLD: 'Eine neuere Version der App ist nötig. Es gibt sie im Store.',
    CART_EMPTY: 'Der Warenkorb ist leer.',
    CART_FULL: 'Der Warenkorb ist voll.',
    CHECKOUT_UNDER_WAY: 'Dieser Warenkorb wird gerade bestellt.',
    WISHLIST_FULL: 'Die Merkliste ist voll.',
    OUT_OF_STOCK: 'Davon ist nicht genug vorrätig.',
    ILLEGAL_TRANSITION: 'Das ist im jetzigen Zustand der Bestellung nicht möglich.',
    RESERVATION_EXPIRED: 'Die Reservierung ist abgelaufen.',
    STEP_UP_REQUIRED: 'Dafür ist eine erneute oder stärkere Anmeldung nötig.',
    NO_ROLE: 'Dieses Konto hat hier keine Rolle.',
    ADDRESS_NOT_ALLOWED: 'Anfragen von dieser Adresse werden nicht beantwortet.',
  },
};

const english: Texts = {
  titles: Object.fromEntries(Object.entries(failureTable).map(([code, { title }]) => [code, title])) as Texts['titles'],
  details: {},
};

/** Schema of problems: a version of the app that is too old is told its store. */
const schema = problemFormat.schema
  .extend({
    store: z.string().max(500).optional().meta({
      format: 'uri',
      description: 'Address of the app in the store. With `UPGRADE_REQUIRED` alone.',
    }),
  })
  .meta({
    id: 'AppProblem',
    description: 'Problem details (RFC 9457), in the language that `Accept-Language` asks for.',
  });

const detailOf = ({ details }: Texts, { reason, message }: Failure): string =>
  (reason === undefined ? undefined : details[reason]) ?? message;

function formatIn(language: Language, texts: Texts): FailureFormat {
  return {
    ...problemFormat,
    schema,
    write: (failure, context) => ({
      ...toProblem(failure, context),
      title: texts.titles[failure.code],
      detail: detailOf(texts, failure),
    }),
    headers: (failure) => ({
      // Details without a translation are English beside a German title, and so are those of flaws.
      'Content-Language':
        language === 'en' || (detailOf(texts, failure) !== failure.message && !failure.errors)
          ? language
          : `${language}, en`,
      Vary: 'Accept-Language',
    }),
  };
}

const formats: Readonly<Record<Language, FailureFormat>> = {
  en: formatIn('en', english),
  de: formatIn('de', german),
};

/** Format of problems that the document describes. */
export const documentedProblems = formats.en;

/** Chooses the language of the problems of a request. */
export const problemLanguage = (): RequestHandler => (req, res, next) => {
  contextOf(res).failureFormat = formats[negotiateLanguage(headerOf(req, 'accept-language'), languages)];
  next();
};

/** Input that every operation takes, for the document. */
export const languageInput = z.object({
  'accept-language': z.string().max(16_384).optional().meta({
    pattern: '^[\\x09\\x20-\\x7e\\x80-\\xff]*$',
    description: 'Language of problem documents: `en` or `de`. English for all others, and where it cannot be read.',
  }),
});
