import { app } from 'electron';
import { createServiceFetch } from '../../../main/account/service-fetch.ts';
import { fetchNothing } from '../../../main/desktop/security.ts';
import { serveOrders } from './serve-orders.ts';

/** Serves orders over the fetch of the app. */
const userAgent = 'EvoQuickSend/0.1.0 (test)';

let loginEvents = 0;
app.on('login', () => {
  loginEvents += 1;
});
app.on('window-all-closed', () => {});
app.commandLine.appendSwitch('disable-quic');
fetchNothing(app, process.platform);

app.whenReady().then(() => {
  serveOrders({ network: createServiceFetch(userAgent), userAgent, loginEvents: () => loginEvents, onEnd: () => app.quit() });
});
