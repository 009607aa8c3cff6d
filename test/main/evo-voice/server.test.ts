import { expect, test } from 'vitest';
import { parseServer } from '../../../main/evo-voice/server.ts';

test.each([
  ['https://team.evovoice.io', 'https://team.evovoice.io', 'team.evovoice.io'],
  ['  https://evovoice.io/  ', 'https://evovoice.io', 'evovoice.io'],
  ['evovoice.io', 'https://evovoice.io', 'evovoice.io'],
  ['EvoVoice.IO/', 'https://evovoice.io', 'evovoice.io'],
  ['HTTPS://evovoice.io', 'https://evovoice.io', 'evovoice.io'],
  ['https://evovoice.io:443', 'https://evovoice.io', 'evovoice.io'],
  ['evovoice.io:8443', 'https://evovoice.io:8443', 'evovoice.io:8443'],
  ['https://team.evovoice.io/dashboard/#/messages', 'https://team.evovoice.io', 'team.evovoice.io'],
  ['https://team.evovoice.io/some/path', 'https://team.evovoice.io', 'team.evovoice.io'],
  ['https://bücher.example', 'https://xn--bcher-kva.example', 'xn--bcher-kva.example'],
  ['https://[2001:db8::1]:444/', 'https://[2001:db8::1]:444', '[2001:db8::1]:444'],
  ['http://localhost:4000', 'http://localhost:4000', 'localhost:4000'],
  ['http://127.0.0.1:4000/', 'http://127.0.0.1:4000', '127.0.0.1:4000'],
  ['http://127.1', 'http://127.0.0.1', '127.0.0.1'],
  ['http://127.255.3.4', 'http://127.255.3.4', '127.255.3.4'],
  ['http://[::1]:4000', 'http://[::1]:4000', '[::1]:4000'],
  ['localhost:4000', 'https://localhost:4000', 'localhost:4000'],
])('%j is %s', (text, baseUrl, host) => expect(parseServer(text)).toEqual({ ok: true, value: { baseUrl, host } }));

test.each([
  ['', 'server-invalid', /empty/],
  ['   ', 'server-invalid', /empty/],
  ['evo voice.io', 'server-invalid', /space/],
  ['https://evovoice.io\n/x', 'server-invalid', /space/],
  ['https://', 'server-invalid', /such as/],
  ['https://evovoice.io:99999', 'server-invalid', /such as/],
  ['https:evovoice.io', 'server-invalid', /such as/],
  ['https://evo<voice>.io', 'server-invalid', /such as/],
  ['ftp://evovoice.io', 'server-invalid', /https/],
  ['file:///etc/passwd', 'server-invalid', /https/],
  ['https://ann:secret@evovoice.io', 'server-invalid', /user name or a password/],
  ['ann@evovoice.io', 'server-invalid', /user name or a password/],
  ['https://:secret@evovoice.io', 'server-invalid', /user name or a password/],
  ['https://console.evovoice.io/login?Customer=1', 'server-invalid', /query/],
  ['https://evovoice.io#token=1', 'server-invalid', /fragment/],
  ['http://evovoice.io', 'server-insecure', /password to the network/],
  ['http://localhost.evil.example', 'server-insecure', /password to the network/],
  ['http://127.0.0.1.evil.example', 'server-insecure', /password to the network/],
  ['http://128.0.0.1', 'server-insecure', /password to the network/],
  ['http://0.0.0.0', 'server-insecure', /password to the network/],
])('%j is refused as %s', (text, code, detail) => {
  expect(parseServer(text)).toEqual({ ok: false, error: { code, detail: expect.stringMatching(detail) } });
});

test('a refusal does not repeat a password', () => {
  expect(JSON.stringify(parseServer('https://ann:hunter2@evovoice.io'))).not.toContain('hunter2');
});
