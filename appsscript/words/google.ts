import { RELOAD_AND_TELL } from "./ways-out";

/** What each scope of the manifest lets the add-on do. */
export const SCOPE_WORDS: Readonly<Record<string, string>> = {
  "spreadsheets.currentonly": "read and change this workbook",
  "script.container.ui": "show its sidebar and dialogs",
  "script.external_request": "ask the exporter",
  "script.scriptapp": "run by itself (triggers)",
  "script.send_mail": "send mail as you",
  "userinfo.email": "know your mail address",
  openid: "say to the exporter who you are",
};

/** Google's failures, by what they mean. */
export const GOOGLE_WORDS = {
  scopesMissing: ({ named }: { named: string }) => ({
    sentence: `The add-on lacks a permission of yours: ${named}.`,
    wayOut:
      "Reload the workbook, choose Leads > Set up and tick every box that Google shows. Health has the link to grant it.",
  }),
  quota: {
    sentence: "Google's daily allowance for scripts is used up for your account.",
    wayOut: "It comes back within 24 hours. Until then a colleague can do this from their own account.",
  },
  tooMany: {
    sentence: "Google is running too many scripts for you at this moment.",
    wayOut: "Wait a minute, then try again.",
  },
  busy: { sentence: "Google had an error of its own.", wayOut: "Wait a moment, then try again." },
  offline: { sentence: "There is no connection to Google.", wayOut: "Check your network, then try again." },
  severalAccounts: {
    sentence: "Google mixed up your accounts: this happens when several are signed in to one browser.",
    wayOut: "Use a browser profile for work, or sign out of the other accounts and reload the workbook.",
  },
  protected: {
    sentence: "A protected range of this workbook keeps you from writing what this has to write.",
    wayOut: "Ask the workbook's owner to let you edit it (Data, Protect sheets and ranges), or to do this for you.",
  },
  adminBlocked: {
    sentence: "The administrator of your organisation does not let the add-on do this.",
    wayOut:
      "Ask them to allow it (Google Admin console: App access control, and the list of addresses that scripts may fetch).",
  },
  notAuthorised: {
    sentence: "Google wants your permission for the add-on, or took you for another of your accounts.",
    wayOut:
      "Reload the workbook, choose Leads > Set up and allow. With several accounts signed in, use a browser profile for work or sign out of the others.",
  },
  tooLong: {
    sentence: "Google stopped the script because it took too long.",
    wayOut: "Try again. If it stays, the hourly check will finish the rows.",
  },
  scriptChanged: {
    sentence: "The add-on was changed since this sidebar was opened.",
    wayOut: "Reload the workbook and open the sidebar again.",
  },
  refused: ({ message }: { message: string }) => ({
    sentence: `Google refused something: ${message}`,
    wayOut: RELOAD_AND_TELL,
  }),
  unexpected: ({ message }: { message: string }) => ({
    sentence: `Something went wrong that should not have: ${message}`,
    wayOut: RELOAD_AND_TELL,
  }),
};
