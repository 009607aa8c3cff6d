/** The operations of the service, by the names it gives them. */
export type OperationName =
  | 'Authenticate'
  | 'GetAuthStatus'
  | 'SendMessage'
  | 'ListMessages'
  | 'ListConversations'
  | 'ListEndpoints'
  | 'GetMySessions'
  | 'ListSettingsObjects'
  | 'GetAppConfig';
