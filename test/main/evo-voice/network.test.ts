import { testTheNetwork } from './network-tests.ts';
import { connectOverNode } from './tested-client.ts';

testTheNetwork(connectOverNode, { refusalProves: true });
