import { createSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { makeCertificate } from '../fakes/untrusted-server.ts';
import type { RunningApp } from './harness/app.ts';
import { test } from './harness/fixtures.ts';
import { messageField } from './harness/journeys.ts';
import { signInTo } from './harness/popup-steps.ts';

/** Counts what reaches a port of this machine over UDP and TCP: it stands for a host the page wants to reach. */
async function listen() {
  const seen = { udp: 0, tcp: 0 };
  const server = createServer((socket) => {
    seen.tcp += 1;
    socket.destroy();
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
  const socket = createSocket('udp4');
  socket.on('message', () => {
    seen.udp += 1;
  });
  await new Promise<void>((resolve) => socket.bind(port, '127.0.0.1', resolve));
  onTestFinished(() => {
    socket.close();
    server.close();
  });
  return { seen, port };
}

/** What Chromium's network stack was asked to do while `work` ran, as its own log tells it. */
async function networkLog(app: RunningApp, work: () => Promise<unknown>): Promise<string> {
  const file = path.join(app.userDataDir, 'net-log.json');
  await app.electron.evaluate(({ netLog }, place) => netLog.startLogging(place), file);
  await work();
  await app.electron.evaluate(({ netLog }) => netLog.stopLogging());
  return readFileSync(file, 'utf8');
}

/** Adds what a page that was taken over would add to reach a host, and lets each try until it has given up. */
async function tryEverything(page: Page, port: number): Promise<unknown> {
  return page.evaluate(async (to) => {
    const link = (rel: string, href: string) => document.head.append(Object.assign(document.createElement('link'), { rel, href }));
    link('dns-prefetch', '//dns-prefetch.example');
    link('preconnect', `http://127.0.0.1:${to}`);
    link('preconnect', 'https://preconnect.example');
    link('prefetch', 'https://prefetch.example/');
    link('prerender', 'https://prerender.example/');
    link('icon', 'https://icon.example/');
    link('manifest', 'https://manifest.example/');
    new Image().src = 'https://image.example/';
    navigator.sendBeacon('https://beacon.example/');
    const failing = [fetch(`http://127.0.0.1:${to}`), fetch('https://fetch.example')];
    await Promise.allSettled(failing);
    return { own: typeof RTCPeerConnection };
  }, port);
}

/** Speaks WebRTC from a frame without an address, where the page has what was taken from its own window. */
async function speakWebRtc(page: Page, port: number): Promise<unknown> {
  return page.evaluate(async (to) => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const { RTCPeerConnection: Connection } = frame.contentWindow as unknown as typeof globalThis;
    const turn = [`turn:127.0.0.1:${to}?transport=tcp`, `turns:127.0.0.1:${to}?transport=tcp`];
    const peer = new Connection({ iceServers: [{ urls: `stun:127.0.0.1:${to}` }, { urls: turn, username: 'a', credential: 'b' }] });
    const candidates: string[] = [];
    const complete = new Promise((resolve) => {
      peer.onicecandidate = ({ candidate }) => {
        if (candidate?.candidate) candidates.push(candidate.candidate);
      };
      peer.onicegatheringstatechange = () => peer.iceGatheringState === 'complete' && resolve(undefined);
    });
    peer.createDataChannel('any');
    await peer.setLocalDescription(await peer.createOffer());
    await complete;
    peer.close();
    frame.remove();
    return candidates;
  }, port);
}

test('a page that was taken over reaches nobody: no link, no picture, no request, no WebRTC', async ({ simulator, launch }) => {
  const app = await launch();
  const page = await signInTo(simulator, app);
  expect(await messageField(page).evaluate((field) => (field as HTMLTextAreaElement).spellcheck)).toBe(false);
  const { seen, port } = await listen();
  const log = await networkLog(app, async () => {
    expect(await tryEverything(page, port)).toEqual({ own: 'undefined' });
    expect(await speakWebRtc(page, port)).toEqual([]);
  });
  expect(seen).toEqual({ udp: 0, tcp: 0 });
  // The log tells of the connection to the server, so it tells of others too.
  expect(log).toContain('HOST_RESOLVER');
  expect([...new Set(log.match(/[a-z-]+\.example\b/g))]).toEqual([]);
});

test('no session checks the spelling, so none fetches a dictionary', async ({ launch, desktop }) => {
  const app = await launch();
  await app.popup();
  const checked = await app.electron.evaluate(({ session, webContents }) =>
    [
      session.defaultSession,
      session.fromPartition('api'),
      session.fromPartition('a later one'),
      ...webContents.getAllWebContents().map((contents) => contents.session),
    ].map((one) => one.isSpellCheckerEnabled()),
  );
  expect(checked).toEqual([false, false, false, false]);
  expect(desktop.outside.contacts()).toEqual([]);
});

/** An https server on `localhost`, a name being needed for headers that ask for reports. */
async function startTlsServer(headers: Readonly<Record<string, string>>) {
  let requests = 0;
  const server = createTlsServer(makeCertificate(), (_, response) => {
    requests += 1;
    response.writeHead(200, headers).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { url: `https://localhost:${(server.address() as AddressInfo).port}/`, requests: () => requests };
}

test('no server can have the app report to another host what it asked for', async ({ launch }) => {
  const elsewhere = await startTlsServer({ 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*' });
  const asksForReports = await startTlsServer({
    'Report-To': JSON.stringify({ group: 'all', max_age: 1000, endpoints: [{ url: elsewhere.url }] }),
    NEL: JSON.stringify({ report_to: 'all', max_age: 1000, success_fraction: 1, failure_fraction: 1 }),
  });
  // Chromium gathers reports for a minute; with this they leave after a tenth of a second, long before the last of these requests.
  const app = await launch({ flags: ['--short-reporting-delay'] });
  await app.electron.evaluate(async ({ session }, url) => {
    const api = session.fromPartition('api');
    api.setCertificateVerifyProc((_request, answer) => answer(0));
    const until = performance.now() + 1500;
    while (performance.now() < until) await (await api.fetch(url)).text();
  }, asksForReports.url);
  expect(asksForReports.requests()).toBeGreaterThan(10);
  expect(elsewhere.requests()).toBe(0);
});
