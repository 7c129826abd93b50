import { enumOf } from "../realm/enum";

export const AuthModes = enumOf("NONE", "CUSTOM_FUNCTION", "LIMITED", "FULL");
export const AuthorizationStatuses = enumOf("REQUIRED", "NOT_REQUIRED");
export const InstallationSources = enumOf("APPS_MARKETPLACE_DOMAIN_ADD_ON", "NONE", "WEB_STORE_ADD_ON");
export const EventTypes = enumOf("CLOCK", "ON_OPEN", "ON_EDIT", "ON_FORM_SUBMIT", "ON_CHANGE", "ON_EVENT_UPDATED");
export const TriggerSources = enumOf("SPREADSHEETS", "CLOCK", "FORMS", "DOCUMENTS", "CALENDAR");
export const Buttons = enumOf("CLOSE", "OK", "CANCEL", "YES", "NO");
export const ButtonSets = enumOf("OK", "OK_CANCEL", "YES_NO", "YES_NO_CANCEL");
export const Charsets = enumOf("US_ASCII", "UTF_8");
export const DigestAlgorithms = enumOf("MD2", "MD5", "SHA_1", "SHA_256", "SHA_384", "SHA_512");
export const MacAlgorithms = enumOf("HMAC_MD5", "HMAC_SHA_1", "HMAC_SHA_256", "HMAC_SHA_384", "HMAC_SHA_512");
