import { expect, it } from 'vitest';
import { searchFragments } from '../../../main/model/search-fragments.ts';

it.each([
  ['', []],
  ['  ', []],
  ['\u0301', []],
  [' Straße ', ['strasse']],
  ['room 12', ['room 12']],
  ['202', ['202']],
  ['(202) 555', ['(202) 555', '202555']],
  ['030 12', ['030 12', '03012', '3012']],
  ['012', ['012']],
  ['0012', ['0012', '012']],
  ['-', ['-']],
])('%j looks for %j', (typed, fragments) => expect(searchFragments(typed)).toEqual(fragments));
