import type { Store, StoredEndpoint } from './store.ts';

/** The one account and the one person of the simulator. */
export const account = { id: '67409d80acc0000000000001', name: 'Harbour Dental', customerId: '67409d80c500000000000001' } as const;
export const person = {
  id: '67409d80ab00000000000001',
  endpointId: '67409d80e000000000000009',
  firstName: 'Robin',
  lastName: 'Doe',
  name: 'Robin Doe',
} as const;

const line = { type: 'PhoneNumber', disableSms: false, isVirtualPhoneNumber: false } as const;

/** Two lines that can send texts, two that cannot, and the person's own endpoint. */
export const sampleEndpoints: readonly StoredEndpoint[] = [
  { ...line, id: '67409d80e000000000000001', displayName: 'Main line', phoneNumber: '+12025550143' },
  { ...line, id: '67409d80e000000000000002', displayName: 'Appointments', phoneNumber: '+12025550179' },
  { ...line, id: '67409d80e000000000000003', displayName: 'Alarm line', phoneNumber: '+12025550111', disableSms: true },
  { ...line, id: '67409d80e000000000000004', displayName: 'Web calls', isVirtualPhoneNumber: true },
  { id: person.endpointId, displayName: person.name, type: 'User', disableSms: false, isVirtualPhoneNumber: false },
];

const sampleMessages = [
  [0, '+13125550142', 'Incoming', 2_880, 'Hi, is Tuesday at 9 still free?'],
  [0, '+13125550142', 'Outgoing', 2_870, 'Yes, 9:00 is yours. See you then!'],
  [0, '+13125550142', 'Incoming', 90, 'Running five minutes late, sorry'],
  [1, '+14155550167', 'Outgoing', 1_500, 'Reminder: your check-up is tomorrow at 14:30.'],
  [1, '+14155550167', 'Incoming', 1_440, 'Thanks 👍'],
  [0, '+442079460958', 'Incoming', 300, 'Hello from London: do you take card, "contactless" included?'],
] as const;

/** Puts a few conversations and one running chat session into an empty store; `now` in ms since 1970. */
export function fillWithSamples(store: Store, now: number): void {
  const [main, appointments] = [sampleEndpoints[0]?.id ?? '', sampleEndpoints[1]?.id ?? ''];
  for (const [lineNumber, otherAddress, direction, minutesAgo, text] of sampleMessages) {
    const at = now - minutesAgo * 60_000;
    const endpointId = lineNumber === 0 ? main : appointments;
    store.addMessage({ origin: 'sample', endpointId, otherAddress, direction, text, at, listedFrom: at });
  }
  store.addSession({ endpointId: main, from: '+13125550142', fromName: 'Ann Lee', at: now - 90 * 60_000 });
}
