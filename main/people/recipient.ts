import { type CountryCode, findPhoneNumbersInText, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { Result } from '../model/failure.ts';
import type { Recipient } from '../model/recipient.ts';

/** The country a number without a prefix belongs to when the From line does not tell (peers-and-sms-facts.md 4). */
export const FALLBACK_COUNTRY: CountryCode = 'US';

// Emergency and service numbers an SMS must never go to (issue 2, "Bad input"; peers-and-sms-facts.md 4).
const EMERGENCY = new Set([
  '000',
  '08',
  '100',
  '101',
  '102',
  '108',
  '110',
  '111',
  '112',
  '113',
  '114',
  '115',
  '116',
  '117',
  '118',
  '119',
  '120',
  '122',
  '123',
  '190',
  '191',
  '192',
  '193',
  '211',
  '311',
  '411',
  '511',
  '611',
  '711',
  '811',
  '911',
  '933',
  '988',
  '991',
  '997',
  '998',
  '999',
]);

// What a pasted number may carry that nobody sees: bidi marks, zero-width characters, byte-order mark, soft hyphen.
const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;
const BETWEEN_NUMBERS = /[;,|\n]|\s(?:and|or|&)\s/i;
const PUNCTUATION_ONLY = /^[\d\s()[\].,/\u2010-\u2015+-]+$/;

const refuse = (
  code: 'recipient-empty' | 'recipient-letters' | 'recipient-impossible' | 'recipient-emergency' | 'recipient-several',
  detail?: string,
): Result<never> => ({
  ok: false,
  error: { code, field: 'to', ...(detail === undefined ? {} : { detail }) },
});

/** The country of an E.164 number, for use as the default of what is typed under To. */
export function countryOf(number: string | undefined): CountryCode {
  return (number && parsePhoneNumberFromString(number)?.country) || FALLBACK_COUNTRY;
}

/** A number as a person of any country reads it (`+1 202 555 0143`); what is no number stays as it is. */
export function numberText(address: string): string {
  return parsePhoneNumberFromString(address)?.formatInternational() ?? address;
}

const countryNames = new Intl.DisplayNames(['en'], { type: 'region' });

/** NANP area codes begin with 2 to 9 (peers-and-sms-facts.md 4); the length check of the library lets 0 and 1 pass. */
function isPossible(number: PhoneNumber): boolean {
  return number.isPossible() && !(number.countryCallingCode === '1' && /^[01]/.test(number.nationalNumber));
}

/**
 * Reads what was typed or pasted under To as exactly one number in E.164; punctuation and invisible characters around it
 * are accepted, anything else is refused in words rather than dropped, so that a message never goes to a guess.
 * Errors: `recipient-empty`, `-letters` (detail: the one number found inside, if any), `-several` (detail: how many), `-emergency`, `-impossible` (detail: the country).
 */
export function readRecipient(typed: string, country: CountryCode): Result<Recipient> {
  const text = typed
    .replace(INVISIBLE, '')
    .replace(/\u00A0/g, ' ')
    .replace(/^(?:tel|sms|smsto):/i, '')
    .normalize('NFKC')
    .trim();
  if (text === '') return refuse('recipient-empty');
  const found = findPhoneNumbersInText(text, country);
  const several = Math.max(found.length, text.split(BETWEEN_NUMBERS).filter((part) => part.replace(/\D/g, '').length >= 7).length);
  if (several > 1) return refuse('recipient-several', String(several));
  const digits = text.replace(/\D/g, '');
  if (EMERGENCY.has(digits) || EMERGENCY.has(digits.replace(/^1(?=\d{3}$)/, ''))) return refuse('recipient-emergency', digits);
  if (!PUNCTUATION_ONLY.test(text)) return refuse('recipient-letters', found[0]?.number.formatInternational());
  const number = parsePhoneNumberFromString(text.replace(/^00/, '+'), { defaultCountry: country, extract: false });
  if (!number || !isPossible(number)) return refuse('recipient-impossible', countryNames.of(number?.country ?? country));
  const recipient = { number: number.number, numberText: number.formatInternational() };
  return { ok: true, value: number.isValid() ? recipient : { ...recipient, notice: 'not-assigned' } };
}
