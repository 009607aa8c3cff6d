import { serveOrders } from './serve-orders.ts';

/** Serves orders over the fetch of Node. */
serveOrders({ network: { fetch }, userAgent: 'EvoQuickSend/0.1.0 (test)', loginEvents: () => 0, onEnd: () => process.exit() });
