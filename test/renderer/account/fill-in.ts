import { screen } from '@testing-library/preact';
import type { renderPopup } from '../popup.tsx';

/** Types a user name and a password into the sign-in form; returns the field of the password. */
export async function fillIn(user: ReturnType<typeof renderPopup>['user']): Promise<HTMLInputElement> {
  await user.type(await screen.findByLabelText('User name'), 'kim@example.com');
  const password = screen.getByLabelText<HTMLInputElement>('Password');
  await user.type(password, 'correct horse');
  return password;
}
