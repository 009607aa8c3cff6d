import { describe, expect, it } from 'vitest';
import { countryOf, numberText, readRecipient } from '../../../main/people/recipient.ts';

describe('readRecipient accepts', () => {
  it.each([
    ['+12025550143', 'US', '+12025550143'],
    ['(202) 555-0143', 'US', '+12025550143'],
    [' 202.555.0143 ', 'US', '+12025550143'],
    ['1 202 555 0143', 'US', '+12025550143'],
    ['tel:+1-202-555-0143', 'US', '+12025550143'],
    ['sms:+12025550143', 'DE', '+12025550143'],
    ['\u202A+1\u00A0202\u00A0555\u00A00143\u202C', 'US', '+12025550143'],
    ['+1 202\u2011555\u20110143', 'US', '+12025550143'],
    ['+１２０２５５５０１４３', 'US', '+12025550143'],
    ['0049 30 123456', 'US', '+4930123456'],
    ['011 49 30 123456', 'US', '+4930123456'],
    ['030 123456', 'DE', '+4930123456'],
    ['+15556667777', 'US', '+15556667777'],
    ['+39 06 1234 5678', 'US', '+390612345678'],
  ] as const)('%j in %s as %s', (typed, country, number) => {
    expect(readRecipient(typed, country)).toMatchObject({ ok: true, value: { number } });
  });

  it('tells when a possible number is not known to be assigned', () => {
    expect(readRecipient('+15556667777', 'US')).toMatchObject({ ok: true, value: { notice: 'not-assigned' } });
    expect(readRecipient('+12025550143', 'US')).toEqual({ ok: true, value: { number: '+12025550143', numberText: '+1 202 555 0143' } });
  });
});

describe('readRecipient refuses', () => {
  it.each([
    ['', 'recipient-empty', undefined],
    [' \u200B ', 'recipient-empty', undefined],
    ['Ann', 'recipient-letters', undefined],
    ['call 202 555 0143 now', 'recipient-letters', '+1 202 555 0143'],
    ['1-800-FLOWERS', 'recipient-letters', undefined],
    ['202 555 0143 x12', 'recipient-letters', '+1 202 555 0143 ext. 12'],
    ['202 555 0143; 202 555 0144', 'recipient-several', '2'],
    ['911', 'recipient-emergency', '911'],
    ['9-1-1', 'recipient-emergency', '911'],
    ['+1 911', 'recipient-emergency', '1911'],
    ['112', 'recipient-emergency', '112'],
    ['999', 'recipient-emergency', '999'],
    ['12345', 'recipient-impossible', 'United States'],
    ['202 555', 'recipient-impossible', 'United States'],
    ['+1 055 555 0143', 'recipient-impossible', 'United States'],
    ['+1 202 555 01434', 'recipient-impossible', 'United States'],
    ['+999 1234567', 'recipient-impossible', 'United States'],
    ['202*555#0143', 'recipient-letters', undefined],
    ['+', 'recipient-impossible', 'United States'],
  ] as const)('%j with %s', (typed, code, detail) => {
    const answer = readRecipient(typed, 'US');
    expect(answer).toMatchObject({ ok: false, error: { code, field: 'to' } });
    if (!answer.ok && detail !== undefined) expect(answer.error.detail).toBe(detail);
  });
});

describe('countryOf', () => {
  it.each([
    ['+4930123456', 'DE'],
    ['+12025550143', 'US'],
    [undefined, 'US'],
    ['Main line', 'US'],
  ])('%s is in %s', (number, country) => expect(countryOf(number)).toBe(country));
});

describe('numberText', () => {
  it('formats numbers and leaves everything else alone', () => {
    expect(numberText('+4930123456')).toBe('+49 30 123456');
    expect(numberText('chat visitor')).toBe('chat visitor');
  });
});
