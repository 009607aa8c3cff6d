import { bundle } from './bundle.mjs';
import { runScript } from './command.mjs';
import { setUpDependencies } from './set-up.mjs';

/** `npm run build`: bundles the app to `out/`. */
await runScript(async () => {
  await setUpDependencies();
  await bundle();
});
