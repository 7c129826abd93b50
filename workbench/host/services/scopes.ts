/** The scopes that the services ask for. */
export const SCOPES = {
  triggers: "https://www.googleapis.com/auth/script.scriptapp",
  fetch: "https://www.googleapis.com/auth/script.external_request",
  mail: "https://www.googleapis.com/auth/script.send_mail",
  ui: "https://www.googleapis.com/auth/script.container.ui",
  email: "https://www.googleapis.com/auth/userinfo.email",
  identity: "openid",
} as const;
