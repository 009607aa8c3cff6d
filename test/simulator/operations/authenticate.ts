import { type Answer, type FieldError, failure, notFound, ok } from '../answers.ts';
import type { Caller } from '../logins.ts';
import { account, person } from '../sample.ts';
import { type Operation, type Service, text } from './operation.ts';

/** Login, "who am I" and logout. */
export const authenticate: Operation = {
  name: 'Authenticate',
  verbs: ['GET', 'POST'],
  paths: ['/auth', '/auth/{provider}'],
  access: 'anyone',
  request: {
    members: { provider: 'string', userName: 'string', password: 'string', rememberMe: 'boolean', meta: { dictionary: 'string' } },
  },
  run(request, service, caller, verb) {
    const provider = text(request, 'provider')?.toLowerCase();
    if (provider === 'logout') return { ...ok({}), cookies: service.logins.signOut(caller) };
    if (verb === 'GET' && provider === undefined) return whoAmI(service, caller);
    if (provider !== 'credentials' || service.switches().credentialsLogin === 'off') {
      return notFound(`No authentication provider is called '${provider ?? ''}'.`);
    }
    if (verb === 'GET') return failure(405, 'NotSupportedException', 'A login must be sent by POST.');
    const [userName, password] = [text(request, 'userName') ?? '', text(request, 'password') ?? ''];
    const begun = service.logins.begin(caller, request.rememberMe === true);
    const missing = [...notEmpty('UserName', userName), ...notEmpty('Password', password)];
    if (missing[0]) return { ...failure(400, 'NotEmpty', missing[0].message, missing), cookies: begun.cookies };
    if (!service.logins.accepts(userName, password)) {
      return { ...failure(401, 'Unauthorized', 'Invalid Username or Password'), cookies: begun.cookies };
    }
    const { sessionId, cookies } = service.logins.signIn(begun);
    return { ...ok(authenticateResponse(service, userName, sessionId)), cookies };
  },
};

/** Tells who is signed in, or that nobody is. */
export const getAuthStatus: Operation = {
  name: 'GetAuthStatus',
  verbs: ['GET'],
  paths: ['/auth/status'],
  access: 'anyone',
  request: { members: {} },
  run(_request, service, caller) {
    if (caller.state !== 'signed-in') {
      return service.switches().loggedOutStatus === '204' ? { status: 204 } : ok({ isAuthenticated: false });
    }
    return ok({
      id: person.id,
      isAuthenticated: true,
      firstName: person.firstName,
      lastName: person.lastName,
      name: person.name,
      avatarUrl: undefined,
      emailAddress: service.userName,
      roles: service.roles(),
      accountIds: [account.id],
      accountNames: [account.name],
      dashboardPermissions: [],
    });
  },
};

function whoAmI(service: Service, caller: Caller): Answer {
  if (caller.state !== 'signed-in') return failure(401, 'Unauthorized', 'Not Authenticated');
  const liveId = caller.ids['ss-opt'] === 'perm' ? caller.ids['ss-pid'] : caller.ids['ss-id'];
  return ok(authenticateResponse(service, service.userName, liveId ?? ''));
}

function authenticateResponse(service: Service, userName: string, sessionId: string) {
  return {
    userId: person.id,
    sessionId,
    userName,
    displayName: person.name,
    referrerUrl: undefined,
    bearerToken: undefined,
    refreshToken: undefined,
    profileUrl: undefined,
    roles: service.roles(),
    permissions: [],
    authProvider: service.switches().library === '8.5' ? 'credentials' : undefined,
    meta: undefined,
  };
}

function notEmpty(fieldName: string, value: string): FieldError[] {
  return value === '' ? [{ errorCode: 'NotEmpty', fieldName, message: `'${fieldName}' must not be empty.` }] : [];
}
