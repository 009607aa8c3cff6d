import { describe, expect, test, vi } from 'vitest';
import { createPopupPage } from '../../../main/desktop/popup-page.ts';
import { createPopupWindow } from '../../fakes/popup-window.ts';

const URL = 'app://ui/index.html';
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

function setUp() {
  const fake = createPopupWindow();
  let time = 0;
  const page = createPopupPage({ contents: fake.window.webContents, url: URL, clock: { now: () => time }, log: { warn: vi.fn() } });
  const loads = () => fake.done.filter((step) => step === `load ${URL}`).length;
  const pass = (ms: number) => {
    time += ms;
  };
  return { ...fake, popupPage: page, loads, pass };
}

describe('a page that is loading', () => {
  test('is told of each opening when it is there, with what was asked for each time', () => {
    const { popupPage, page, sent } = setUp();
    popupPage.open({ prefill: { to: '1', text: 'For one' } });
    popupPage.open({ prefill: { to: '2' } });
    expect(sent).toEqual([]);
    page.loaded();
    expect(sent).toEqual([
      ['popup:shown', { prefill: { to: '1', text: 'For one' } }],
      ['popup:shown', { prefill: { to: '2' } }],
    ]);
  });

  test('is told nothing when it was closed meanwhile, until it is opened again', () => {
    const { popupPage, page, sent } = setUp();
    popupPage.open({ view: 'settings' });
    popupPage.open({ prefill: { to: '1' } });
    popupPage.close();
    page.loaded();
    expect(sent).toEqual([['popup:hidden', null]]);
    popupPage.open({});
    expect(sent.slice(1)).toEqual([
      ['popup:shown', { prefill: { to: '1' } }],
      ['popup:shown', {}],
    ]);
  });
});

describe('a page that crashed', () => {
  test('is loaded again and told that it is open', async () => {
    const { popupPage, page, sent, loads } = setUp();
    page.loaded();
    popupPage.open({ prefill: { to: '1' } });
    page.gone();
    popupPage.send('popup:hidden', null);
    await nextTurn();
    expect(loads()).toBe(2);
    page.loaded();
    expect(sent).toEqual([
      ['popup:shown', { prefill: { to: '1' } }],
      ['popup:shown', {}],
    ]);
  });

  test('that does so again and again is left until someone opens it', async () => {
    const { popupPage, page, loads } = setUp();
    for (let crash = 0; crash < 6; crash += 1) {
      page.gone();
      await nextTurn();
    }
    expect(loads()).toBe(4);
    popupPage.open({});
    expect(loads()).toBe(5);
  });

  test('once in a while is loaded each time', async () => {
    const { page, loads, pass } = setUp();
    for (let crash = 0; crash < 6; crash += 1) {
      page.gone('oom');
      pass(30_000);
      await nextTurn();
    }
    expect(loads()).toBe(7);
  });

  test('is left alone when the window is gone', async () => {
    const { page, loads, state } = setUp();
    page.gone();
    state.destroyed = true;
    await nextTurn();
    page.gone('clean-exit');
    expect(loads()).toBe(1);
  });
});

describe('a page that went elsewhere', () => {
  test.each([
    ['about:blank', (page: ReturnType<typeof setUp>['page']) => page.navigated('about:blank')],
    ['a query of its own', (page: ReturnType<typeof setUp>['page']) => page.navigated(`${URL}?a`)],
    ['a fragment of its own', (page: ReturnType<typeof setUp>['page']) => page.movedWithin(`${URL}#a`)],
  ])('to %s is loaded again and told what it was opened for', async (_where, leave) => {
    const { popupPage, page, sent, loads } = setUp();
    page.loaded();
    popupPage.open({ view: 'compose' });
    leave(page);
    popupPage.open({ prefill: { to: '1' } });
    // The other page has finished loading before ours begins.
    page.loaded();
    expect(sent).toHaveLength(1);
    await nextTurn();
    expect(loads()).toBeGreaterThanOrEqual(2);
    page.navigated(URL);
    expect(sent).toHaveLength(1);
    page.loaded();
    expect(sent.slice(1)).toEqual([['popup:shown', { prefill: { to: '1' } }]]);
  });

  test('again and again is left until someone opens it', async () => {
    const { popupPage, page, loads } = setUp();
    for (let time = 0; time < 30; time += 1) {
      page.navigated('about:blank');
      await nextTurn();
    }
    expect(loads()).toBe(21);
    popupPage.open({});
    expect(loads()).toBe(22);
  });

  test('in a frame of its own, or nowhere, is left alone', async () => {
    const { page, loads } = setUp();
    page.navigated(URL);
    page.loaded();
    page.movedWithin('about:blank#a', false);
    page.movedWithin(URL);
    await nextTurn();
    expect(loads()).toBe(1);
  });
});

test('a page that reloads itself misses nothing it is opened for meanwhile', () => {
  const { popupPage, page, sent } = setUp();
  page.loaded();
  page.navigated(URL);
  popupPage.open({ prefill: { to: '1' } });
  expect(sent).toEqual([]);
  page.loaded();
  expect(sent).toEqual([['popup:shown', { prefill: { to: '1' } }]]);
});

test('a page that hangs is crashed, so that it is loaded again, but not under developer tools', () => {
  const { page, done, state } = setUp();
  state.devTools = true;
  page.hangs();
  expect(done).not.toContain('crash page');
  state.devTools = false;
  page.hangs();
  expect(done).toContain('crash page');
});

test('a page that does not load is tried again when it is opened', async () => {
  const fake = createPopupWindow();
  const loadURL = vi.fn().mockRejectedValueOnce(new Error('ERR_FAILED')).mockResolvedValue(undefined);
  const contents = Object.assign(fake.window.webContents, { loadURL });
  const log = { warn: vi.fn() };
  const page = createPopupPage({ contents, url: URL, clock: { now: () => 0 }, log });
  await expect.poll(() => log.warn).toHaveBeenCalledOnce();
  page.open({ prefill: { to: '1' } });
  fake.page.loaded();
  expect(loadURL).toHaveBeenCalledTimes(2);
  expect(fake.sent).toEqual([['popup:shown', { prefill: { to: '1' } }]]);
});
