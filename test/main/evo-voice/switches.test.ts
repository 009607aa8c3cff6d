import { testEverySwitch } from './switch-tests.ts';
import { connectOverNode } from './tested-client.ts';

testEverySwitch(connectOverNode);
