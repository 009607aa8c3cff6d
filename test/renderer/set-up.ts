import { configure } from '@testing-library/preact';

// A state is waited for, however busy the machine is; a test that fails waits this long, in ms.
configure({ asyncUtilTimeout: 10_000 });
