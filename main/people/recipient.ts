import { type CountryCode, findPhoneNumbersInText, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { type ErrorCode, fail, ok, type Result } from '../model/failure.ts';
import type { Recipient } from '../model/recipient.ts';

/** The country a number without a country code is taken to be in when the From line does not tell. */
const fallbackCountry: CountryCode = 'US';

/**
 * Numbers that are called, not texted: the emergency numbers of the world (112, 911, 999 and those of single countries), the North American service
 * numbers 211 to 811, and the crisis line 988. The phone library knows them as too short, which would not say why.
 */
const emergencyNumbers = new Set(
  [
    '000 08 100 101 102 108 110 111 112 113 114 115 116 117 118 119 120 122 123 190 191 192 193',
    '211 311 411 511 611 711 811 911 933 988 991 997 998 999',
  ].flatMap((row) => row.split(' ')),
);

/** What a pasted number may contain that nobody sees: soft hyphen, zero-width characters, direction marks, byte-order mark. */
const invisible = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;

/** What people write between two numbers. */
const betweenNumbers = /[;,|\n]|\s(?:and|or|&)\s/i;

/** The fewest digits of a part that counts as a number of its own when there seem to be several. */
const fewestDigits = 7;

const digitsAndPunctuation = /^[\d\s()[\].,/\u2010-\u2015+-]+$/;

const countryNames = new Intl.DisplayNames(['en'], { type: 'region' });

/** The country of an E.164 number, for use as the default of what is typed under To; `US` when it has none. */
export function countryOf(number: string | undefined): CountryCode {
  return (number && parsePhoneNumberFromString(number)?.country) || fallbackCountry;
}

/** A number as a person of any country reads it (`+1 202 555 0143`); what is no number stays as it is. */
export function numberText(address: string): string {
  return parsePhoneNumberFromString(address)?.formatInternational() ?? address;
}

/**
 * Reads what was typed or pasted under To as exactly one number in E.164. Punctuation and invisible characters around it are accepted; anything else
 * is refused rather than dropped, so that a message never goes to a guess.
 * Errors: `recipient-empty`, `-letters` (detail: the one number found inside, if any), `-several` (detail: how many), `-emergency` (detail: its
 * digits), `-impossible` (detail: the country), all at the field `to`.
 */
export function readRecipient(typed: string, country: CountryCode): Result<Recipient> {
  const text = plainText(typed);
  if (text === '') return refuse('recipient-empty');
  const found = findPhoneNumbersInText(text, country);
  const several = Math.max(found.length, countNumbers(text));
  if (several > 1) return refuse('recipient-several', String(several));
  const digits = digitsOf(text);
  if (isEmergency(digits)) return refuse('recipient-emergency', digits);
  if (!digitsAndPunctuation.test(text)) return refuse('recipient-letters', found[0]?.number.formatInternational());
  // Without `extract: false` the library would drop what is around a number and give the rest.
  const number = parsePhoneNumberFromString(text.replace(/^00/, '+'), { defaultCountry: country, extract: false });
  if (!number || !isPossible(number)) return refuse('recipient-impossible', countryNames.of(number?.country ?? country));
  const recipient = { number: number.number, numberText: number.formatInternational() };
  // A number of the right length may be sent to although its range is not in use as far as the library knows: new ranges come faster than its data.
  return ok(number.isValid() ? recipient : { ...recipient, notice: 'not-assigned' });
}

function refuse(code: ErrorCode, detail?: string): Result<never> {
  return fail({ code, field: 'to', ...(detail === undefined ? {} : { detail }) });
}

/** What was typed, without invisible characters and a link's scheme, and with full-width digits as plain ones. */
function plainText(typed: string): string {
  return typed
    .replace(invisible, '')
    .replace(/\u00A0/g, ' ')
    .replace(/^(?:tel|sms|smsto):/i, '')
    .normalize('NFKC')
    .trim();
}

const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** How many parts of a text may each be a number. */
function countNumbers(text: string): number {
  return text.split(betweenNumbers).filter((part) => digitsOf(part).length >= fewestDigits).length;
}

/** Whether these are the digits of an emergency or service number, with or without the country code 1. */
function isEmergency(digits: string): boolean {
  return emergencyNumbers.has(digits) || emergencyNumbers.has(digits.replace(/^1(?=\d{3}$)/, ''));
}

/** Whether a number has a possible length and, under the country code 1, an area code that begins with 2 to 9, which the library does not check. */
function isPossible(number: PhoneNumber): boolean {
  return number.isPossible() && !(number.countryCallingCode === '1' && /^[01]/.test(number.nationalNumber));
}
